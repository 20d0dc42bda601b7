import type { ComponentChildren } from 'preact';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { StaffPage, type Staff } from '../staffNav/index.js';

/** What every editing page is given. */
export interface Place {
  readonly t: Words;
  readonly town: Town;
  readonly staff: Staff;
  readonly isAdmin: boolean;
  readonly isOffice: boolean;
}

const OFFICE_SETTINGS = [
  ['contacts', '/settings/contacts'],
  ['feedTokens', '/settings/feed-tokens'],
  ['blackouts', '/settings/blackouts'],
  ['notices', '/settings/notices'],
] as const;

const ADMIN_SETTINGS = [
  ['accounts', '/settings/accounts'],
  ['apiTokens', '/settings/api-tokens'],
] as const;

type Setting = (typeof OFFICE_SETTINGS | typeof ADMIN_SETTINGS)[number][0];

export type Part = Setting | 'activities';

/** Where a setting stands in the navigation of all pages behind login. */
const currentOf = (part: Part) => (part === 'activities' || part === 'accounts' ? part : 'contacts');

/** What is set up beside activities, a page each. */
const Settings = ({ place: { t, isAdmin }, current }: { place: Place; current: Part }) => (
  <nav class="staff-parts" aria-label={t.editing.nav}>
    {[...OFFICE_SETTINGS, ...(isAdmin ? ADMIN_SETTINGS : [])].map(([id, href]) => (
      <a key={id} href={href} {...(id === current ? { 'aria-current': 'page' as const } : {})}>
        {t.editing.parts[id]}
      </a>
    ))}
  </nav>
);

interface EditingProps {
  readonly place: Place;
  readonly title: string;
  /** The title as it stands on the page, where it is more than text. */
  readonly heading?: ComponentChildren;
  readonly current: Part;
  /** Stylesheets beside those of all editing pages. */
  readonly styles?: readonly string[];
  readonly children: ComponentChildren;
}

/** The frame of the pages on which the office edits. */
export const EditingPage = ({
  place,
  title,
  heading = title,
  current,
  styles = [],
  children,
}: EditingProps) => (
  <StaffPage
    staff={place.staff}
    town={place.town}
    current={currentOf(current)}
    title={title}
    heading={heading}
    styles={['column', 'editing', 'editing-lists', 'editing-form', ...styles]}
  >
    {current !== 'activities' && !place.staff.who.atCounty && <Settings place={place} current={current} />}
    <main id="main" class="staff">
      {children}
    </main>
  </StaffPage>
);
