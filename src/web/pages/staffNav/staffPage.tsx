import type { ComponentChildren } from 'preact';
import type { Town } from '../../../town/index.js';
import { Masthead, Page } from '../layout.js';
import { OUTSIDE } from '../links.js';
import { partsFor, type StaffPart } from './parts.js';
import type { Staff } from './staff.js';

const StaffBar = ({ staff: { t, who, otherLanguage } }: { staff: Staff }) => (
  <div class="staff-bar">
    <span class="staff-own">
      {who.county !== undefined && (
        <a href={`/${who.county}/board`} {...{ [OUTSIDE]: true }}>
          ‹ {t.staff.county}
        </a>
      )}
      {!who.atCounty && <a href="/">‹ {t.staff.publicPage}</a>}
    </span>
    <span class="staff-own">
      {who.account !== undefined && <a href="/login/password">{t.staff.password}</a>}
      <a href={otherLanguage} lang={t.lang === 'zh' ? 'en' : 'zh-CN'}>
        {t.frame.otherLanguage}
      </a>
      {who.session !== undefined && (
        <form method="post" action="/login/out">
          <button type="submit">{t.staff.logOut}</button>
        </form>
      )}
    </span>
  </div>
);

const StaffNav = ({ staff: { t, who }, current }: { staff: Staff; current: StaffPart | null }) => (
  <nav class="staff-nav" aria-label={t.staff.nav}>
    <ul>
      {partsFor(who).map(({ id, href }) => (
        <li key={id}>
          <a href={href} {...(id === current ? { 'aria-current': 'page' as const } : {})}>
            {t.staff.parts[id]}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

interface StaffPageProps {
  readonly staff: Staff;
  readonly town: Pick<Town, 'id' | 'name'>;
  /** Which page of the navigation it is, or is part of; null for none of them. */
  readonly current: StaffPart | null;
  readonly title: string;
  /** The title as it stands on the page, where it is more than text. */
  readonly heading?: ComponentChildren;
  /** What stands over the title beside the town's name: a day. */
  readonly on?: string;
  readonly styles?: readonly string[];
  readonly scripts?: readonly string[];
  /** The page's `<main id="main">`, and what follows it. */
  readonly children: ComponentChildren;
}

/** The frame of a page behind login. */
export const StaffPage = ({
  staff,
  town,
  current,
  title,
  heading = title,
  on,
  styles = [],
  scripts = [],
  children,
}: StaffPageProps) => {
  const { t } = staff;
  const org = staff.who.atCounty ? t.names.county(town) : t.names.town(town);
  return (
    <Page t={t} title={t.frame.titled(title, org)} styles={['staff', ...styles]} scripts={scripts}>
      <StaffBar staff={staff} />
      <Masthead org={on === undefined ? org : `${org} · ${on}`} title={heading} />
      <StaffNav staff={staff} current={current} />
      {children}
    </Page>
  );
};
