import type { ComponentChildren } from 'preact';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { Masthead, Page } from '../layout.js';
import { LoggedIn } from '../login/index.js';

/** What every planning page is given. */
export interface Place {
  readonly t: Words;
  readonly town: Town;
  /** The same page in the other language. */
  readonly otherLanguage: string;
  /** Whether it is somebody with a password of their own. */
  readonly hasAccount: boolean;
}

interface FrameProps {
  readonly place: Place;
  readonly title: string;
  readonly current: 'calendar' | 'plans';
  readonly scripts?: readonly string[];
  readonly children: ComponentChildren;
}

const PARTS = [
  ['calendar', '/board/calendar'],
  ['plans', '/board/plans'],
  ['today', '/today'],
] as const;

/** The frame of the planning pages: where one is, and the way to the others. */
export const PlanningPage = ({ place, title, current, scripts = [], children }: FrameProps) => {
  const { t, town, otherLanguage, hasAccount } = place;
  const org = t.names.town(town);
  return (
    <Page
      t={t}
      title={t.frame.titled(title, org)}
      otherLanguage={otherLanguage}
      home
      styles={['planning', 'planning-plan', 'planning-month', 'planning-item', 'planning-dialog']}
      scripts={scripts}
    >
      <Masthead org={org} title={title} />
      <nav class="parts" aria-label={t.planning.nav}>
        {PARTS.map(([id, href]) => (
          <a key={id} href={href} {...(id === current ? { 'aria-current': 'page' as const } : {})}>
            {t.planning[id]}
          </a>
        ))}
      </nav>
      <main id="main" class="planning">
        {children}
        <div {...(t.lang === 'zh' ? {} : { lang: 'zh-CN' })}>
          <LoggedIn hasAccount={hasAccount} />
        </div>
      </main>
    </Page>
  );
};

/** What was refused and why; nothing when nothing was. */
export const Faults = ({
  t,
  faults,
}: {
  t: Words;
  faults: readonly { readonly path: string; readonly message: string }[];
}) => {
  if (faults.length === 0) return null;
  const { faults: lead, fields, colon } = t.planning;
  const nameOf = (path: string): string => {
    const field = path.replace(/\[.*/, '');
    return Object.hasOwn(fields, field) ? `${fields[field as keyof typeof fields]}${colon}` : '';
  };
  return (
    <div class="notice error" role="alert">
      <p>{lead}</p>
      <ul class="bullets">
        {faults.map(({ path, message }) => (
          <li key={path}>
            {nameOf(path)}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
};
