import type { ComponentChildren } from 'preact';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { Masthead, Page } from '../layout.js';
import { LoggedIn } from '../login/index.js';

/** What every page of the office is given. */
export interface Place {
  readonly t: Words;
  readonly town: Town;
  /** The same page in the other language. */
  readonly otherLanguage: string;
  readonly isAdmin: boolean;
  readonly isOffice: boolean;
  /** Whether it is somebody with a password of their own. */
  readonly hasAccount: boolean;
}

const OFFICE_PARTS = [
  ['activities', '/activities'],
  ['calendar', '/board/calendar'],
  ['today', '/today'],
  ['blackouts', '/settings/blackouts'],
  ['contacts', '/settings/contacts'],
  ['feedTokens', '/settings/feed-tokens'],
] as const;

const ADMIN_PARTS = [
  ['accounts', '/settings/accounts'],
  ['apiTokens', '/settings/api-tokens'],
] as const;

export type Part = (typeof OFFICE_PARTS | typeof ADMIN_PARTS)[number][0];

interface StaffProps {
  readonly place: Place;
  readonly title: string;
  /** The title as it stands on the page, where it is more than text. */
  readonly heading?: ComponentChildren;
  readonly current: Part;
  readonly children: ComponentChildren;
}

/** The frame of the pages on which the office edits: where one is, and the way to the others. */
export const StaffPage = ({ place, title, heading = title, current, children }: StaffProps) => {
  const { t, town, otherLanguage, isAdmin, isOffice, hasAccount } = place;
  const org = t.names.town(town);
  const parts = [...(isOffice ? OFFICE_PARTS : OFFICE_PARTS.slice(0, 1)), ...(isAdmin ? ADMIN_PARTS : [])];
  return (
    <Page
      t={t}
      title={t.frame.titled(title, org)}
      otherLanguage={otherLanguage}
      home
      styles={['column', 'staff', 'staff-form']}
    >
      <Masthead org={org} title={heading} />
      <nav class="staff-parts" aria-label={t.staff.nav}>
        {parts.map(([id, href]) => (
          <a key={id} href={href} {...(id === current ? { 'aria-current': 'page' as const } : {})}>
            {t.staff.parts[id]}
          </a>
        ))}
      </nav>
      <main id="main" class="staff">
        {children}
        <LoggedIn hasAccount={hasAccount} />
      </main>
    </Page>
  );
};
