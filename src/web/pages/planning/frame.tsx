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
