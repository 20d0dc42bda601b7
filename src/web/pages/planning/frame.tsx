import type { ComponentChildren } from 'preact';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { StaffPage, type Staff } from '../staffNav/index.js';

/** What every planning page is given. */
export interface Place {
  readonly t: Words;
  readonly town: Town;
  readonly staff: Staff;
}

interface FrameProps {
  readonly place: Place;
  readonly title: string;
  readonly current: 'calendar' | 'plans';
  readonly scripts?: readonly string[];
  readonly children: ComponentChildren;
}

/** The frame of the planning pages. */
export const PlanningPage = ({ place, title, current, scripts = [], children }: FrameProps) => (
  <StaffPage
    staff={place.staff}
    town={place.town}
    current={current}
    title={title}
    styles={['planning', 'planning-plan', 'planning-month', 'planning-item', 'planning-dialog']}
    scripts={scripts}
  >
    <main id="main" class="planning">
      {children}
    </main>
  </StaffPage>
);

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
