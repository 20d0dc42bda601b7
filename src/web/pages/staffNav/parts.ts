import { ALLOWED, type Allowed, type Principal } from '../../access/index.js';
import type { Words } from '../../words/index.js';

/** A page that the navigation leads to. */
export type StaffPart = keyof Words['staff']['parts'];

interface PartEntry {
  readonly id: StaffPart;
  readonly href: string;
  /** Whose page it is, as its own guard has it. */
  readonly allowed: Exclude<Allowed, 'public'>;
}

/** In the order in which they are shown: the day first, what is set up once last. Of two of an id, the first one may open. */
const PARTS: readonly PartEntry[] = [
  { id: 'today', href: '/today', allowed: 'office' },
  { id: 'board', href: '/board', allowed: 'members' },
  { id: 'calendar', href: '/board/calendar', allowed: 'office' },
  { id: 'plans', href: '/board/plans', allowed: 'office' },
  { id: 'activities', href: '/activities', allowed: 'members' },
  { id: 'contacts', href: '/settings/contacts', allowed: 'office' },
  { id: 'ledger', href: '/ledger', allowed: 'office' },
  { id: 'ledger', href: '/board/ledger', allowed: 'members' },
  { id: 'imports', href: '/imports', allowed: 'office' },
  { id: 'accounts', href: '/settings/accounts', allowed: 'admins' },
  { id: 'apiDocs', href: '/api/docs', allowed: 'members' },
];

/** The same of a county. */
const COUNTY_PARTS: readonly PartEntry[] = [
  { id: 'board', href: '/board', allowed: 'everyone' },
  { id: 'accounts', href: '/settings/accounts', allowed: 'admins' },
];

/** The pages that somebody may open; of two for one part the first. */
export function partsFor({ role, atCounty = false }: Principal): readonly PartEntry[] {
  const open = (atCounty ? COUNTY_PARTS : PARTS).filter(({ allowed }) =>
    (ALLOWED[allowed] as readonly string[]).includes(role),
  );
  return open.filter(({ id }, index) => open.findIndex((part) => part.id === id) === index);
}
