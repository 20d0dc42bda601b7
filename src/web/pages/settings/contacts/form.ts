import type { Contact } from '../../../../facts/index.js';
import { isChecked, textOf, textOrNull, valuesOf, type Values } from '../../editing/index.js';

export const CONTACT_FIELDS = [
  'name',
  'role',
  'village',
  'department',
  'lawyer',
  'phone',
  'copy',
  'wecomUrl',
  'dingtalkUrl',
  'dingtalkSecret',
  'feishuUrl',
  'feishuSecret',
  'address',
  'log',
] as const;

const CHANNEL_FIELDS: readonly string[] = CONTACT_FIELDS.slice(6);

/** A contact as the form shows it. @param contact its keys masked */
export function contactValues(
  contact: Pick<Contact, 'name' | 'role' | 'village' | 'department' | 'lawyer' | 'phone' | 'channels'>,
): Values {
  const { name, role, village, department, lawyer, phone, channels } = contact;
  const of = (kind: string): Readonly<Record<string, unknown>> | undefined =>
    channels.find((channel) => channel.kind === kind);
  const part = (kind: string, key: string): string | null => {
    const value = of(kind)?.[key];
    return typeof value === 'string' ? value : null;
  };
  return valuesOf({
    name,
    role,
    village,
    department,
    lawyer,
    phone,
    copy: of('wechat-copy') !== undefined,
    wecomUrl: part('wecom', 'url'),
    dingtalkUrl: part('dingtalk', 'url'),
    dingtalkSecret: part('dingtalk', 'secret'),
    feishuUrl: part('feishu', 'url'),
    feishuSecret: part('feishu', 'secret'),
    address: part('email', 'address'),
    log: of('log') !== undefined,
  });
}

type Channel = Readonly<Record<string, string>>;

/** A robot's address with its secret; a secret alone is kept, for the schema to refuse. */
function robot(values: Values, kind: string): Channel[] {
  const url = textOf(values, `${kind}Url`);
  const secret = textOf(values, `${kind}Secret`);
  if (url === '' && secret === '') return [];
  return [{ kind, url, ...(secret === '' ? {} : { secret }) }];
}

/** The channels that a form asks for. */
function channelsOf(values: Values): Channel[] {
  const address = textOf(values, 'address');
  return [
    ...(isChecked(values, 'copy') ? [{ kind: 'wechat-copy' }] : []),
    ...robot(values, 'wecom'),
    ...robot(values, 'dingtalk'),
    ...robot(values, 'feishu'),
    ...(address === '' ? [] : [{ kind: 'email', address }]),
    ...(isChecked(values, 'log') ? [{ kind: 'log' }] : []),
  ];
}

/** The body of a new contact. */
export const contactBody = (values: Values) => ({
  name: textOf(values, 'name'),
  role: textOf(values, 'role'),
  village: textOrNull(values, 'village'),
  department: textOrNull(values, 'department'),
  lawyer: textOrNull(values, 'lawyer'),
  phone: textOrNull(values, 'phone'),
  channels: channelsOf(values),
});

/** The body of a change: only the fields that a person touched; channels together. */
export function contactPatch(values: Values, fields: readonly string[]): Record<string, unknown> {
  const keys = new Set(fields.map((field) => (CHANNEL_FIELDS.includes(field) ? 'channels' : field)));
  return Object.fromEntries(Object.entries(contactBody(values)).filter(([key]) => keys.has(key)));
}

const PARTS: Readonly<Record<string, string>> = { url: 'Url', secret: 'Secret' };

/** The field that shows a path of the body. */
export function contactFieldOf(values: Values): (path: string) => string | null {
  const channels = channelsOf(values);
  return (path) => {
    const [, index, key = ''] = /^channels\[(\d+)\](?:\.(\w+))?/.exec(path) ?? [];
    const kind = index === undefined ? undefined : channels[Number(index)]?.kind;
    const name = kind === 'email' ? 'address' : kind === undefined ? path : `${kind}${PARTS[key] ?? 'Url'}`;
    return (CONTACT_FIELDS as readonly string[]).includes(name) ? name : null;
  };
}
