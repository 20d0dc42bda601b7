import { z } from 'zod';
import { textSchema } from '../calendar/index.js';
import { channelAddressSchema, isMasked, maskedUrl, masked, ROLES, type Contact } from '../facts/index.js';
import { faultAt, oneOf, type Fault, type Town } from '../town/index.js';
import { robotAddressFault } from './channels/index.js';

type Channels = Contact['channels'];

const PHONE_ERROR = '电话要写 11 位手机号，或带区号的座机号，例如 13800138000、0759-7761234';

/** A Chinese mobile number, kept as its eleven digits, or a landline with its area code, as it was written. */
const phoneSchema = z
  .string(PHONE_ERROR)
  .trim()
  .transform((text) => {
    const digits = text.replace(/[\s-]/g, '');
    const mobile = /^(?:\+?86)?(1[3-9]\d{9})$/.exec(digits)?.[1];
    return mobile ?? (/^0\d{9,11}$/.test(digits) ? text : null);
  })
  .refine((phone) => phone !== null, PHONE_ERROR);

const channelsSchema = (extraHosts: readonly string[]) => {
  // Held against each channel by itself, so that one that is no channel at all hides no fault of another.
  const channel = channelAddressSchema.superRefine((given, context) => {
    const fault =
      'url' in given && URL.canParse(given.url) ? robotAddressFault(given.kind, given.url, extraHosts) : null;
    if (fault !== null) context.addIssue({ code: 'custom', path: ['url'], message: fault });
  });
  return z.array(channel).superRefine((channels, context) => {
    channels.forEach(({ kind }, index) => {
      if (channels.findIndex((other) => other.kind === kind) < index)
        context.addIssue({ code: 'custom', path: [index, 'kind'], message: '同一种方式只能写一次' });
    });
  });
};

/** What may be written of a contact, for a town. */
const contactFields = (town: Town, extraHosts: readonly string[]) => ({
  name: textSchema,
  role: z.enum(ROLES, { error: `只能是 ${ROLES.join('、')}` }),
  village: oneOf(town.villages, '村').nullable(),
  department: oneOf(town.departments, '单位').nullable(),
  lawyer: oneOf(town.lawyers, '律师').nullable(),
  order: z.int('要写整数，小的先通知').min(0, '要写从 0 起的整数').max(1000, '最大 1000'),
  phone: phoneSchema.nullable(),
  channels: channelsSchema(extraHosts),
});

/** The body of a new contact: name and role are wanted, the rest has defaults. */
export function newContactSchema(town: Town, extraHosts: readonly string[]) {
  const { name, role, ...rest } = contactFields(town, extraHosts);
  return z.strictObject({ name, role, ...z.strictObject(rest).partial().shape });
}

/** The body of a change: any of a contact's fields; its id may stand there too, as it was read. */
export const contactPatchSchema = (town: Town, extraHosts: readonly string[]) =>
  z
    .strictObject({ id: z.string(), ...contactFields(town, extraHosts) })
    .partial()
    .refine((patch) => Object.keys(patch).length > 0, { error: '没有要改的内容，至少写一项' });

/** The place of one more contact: after those of the same village, unit or lawyer that are there. */
export function nextOrder(
  contacts: Iterable<Contact>,
  { role, village, department, lawyer }: Pick<Contact, 'role' | 'village' | 'department' | 'lawyer'>,
): number {
  let last = 0;
  for (const other of contacts)
    if (
      other.role === role &&
      other.village === village &&
      other.department === department &&
      other.lawyer === lawyer
    )
      last = Math.max(last, other.order);
  return last + 1;
}

/** Which field says whom a role is for; without it nobody would ever be told. */
const OWN_FIELD = { cadre: 'village', lawyer: 'lawyer', department: 'department', office: null } as const;

/** What is wrong with a contact's fields together. */
export function roleFaults(contact: Pick<Contact, 'role' | 'village' | 'lawyer' | 'department'>): Fault[] {
  const field = OWN_FIELD[contact.role];
  if (field === null || contact[field] !== null) return [];
  const what = { village: '哪个村', lawyer: '哪位律师', department: '哪个单位' }[field];
  return [faultAt(contact, [field], `${contact.role} 要写明是${what}的`)];
}

/**
 * Channels as they are to be stored: where a masked key came back, the stored one of the same channel stands in, so that
 * what was read can be sent back unharmed.
 */
export function withStoredSecrets(
  given: Channels,
  stored: Channels,
): { readonly channels: Channels } | { readonly faults: Fault[] } {
  const faults: Fault[] = [];
  const restored = (
    text: string,
    known: string | undefined,
    mask: (secret: string) => string,
    path: PropertyKey[],
  ): string => {
    if (!isMasked(text)) return text;
    if (known !== undefined && mask(known) === text) return known;
    faults.push(faultAt({ channels: given }, path, '这是打了码的，请写完整的，从群机器人的设置页复制'));
    return text;
  };
  const channels = given.map((channel, index) => {
    const before = stored.find(({ kind }) => kind === channel.kind);
    if (!('url' in channel)) return channel;
    const known = before !== undefined && 'url' in before ? before : undefined;
    const url = restored(channel.url, known?.url, maskedUrl, ['channels', index, 'url']);
    if (!('secret' in channel) || channel.secret === undefined) return { ...channel, url };
    const knownSecret = known !== undefined && 'secret' in known ? known.secret : undefined;
    const secret = restored(channel.secret, knownSecret, masked, ['channels', index, 'secret']);
    return { ...channel, url, secret };
  });
  return faults.length > 0 ? { faults } : { channels };
}
