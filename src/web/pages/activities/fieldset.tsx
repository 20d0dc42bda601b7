import type { Calendars } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { Check, Checks, Input, Select, type Filled } from '../editing/index.js';
import { choicesOf } from './form.js';

interface FieldsetProps {
  readonly t: Words;
  readonly calendars: Pick<Calendars, 'town' | 'keyDates'>;
  readonly form: Filled;
}

/** The fields of an activity. */
export const ActivityFields = ({ t, calendars, form }: FieldsetProps) => {
  const { fields, nobody, wholeTown, allDayHint, details } = t.activities;
  const choices = choicesOf(calendars, t);
  const common = { t, form };
  return (
    <>
      <div class="grid">
        <Input {...common} name="title" label={fields.title} required wide />
        <Select
          {...common}
          name="village"
          label={fields.village}
          options={choices.villages}
          none={wholeTown}
        />
        <Select {...common} name="form" label={fields.form} options={choices.forms} />
        <Input {...common} name="place" label={fields.place} required wide />
      </div>
      <div class="grid times">
        <Input {...common} name="startDay" label={fields.startDay} type="date" required />
        <Input {...common} name="startTime" label={fields.startTime} type="time" />
        <Input {...common} name="endDay" label={fields.endDay} type="date" />
        <Input {...common} name="endTime" label={fields.endTime} type="time" />
      </div>
      <Check {...common} name="allDay" label={fields.allDay} hint={allDayHint} />
      <h3>{details}</h3>
      <div class="grid">
        <Select {...common} name="keyDate" label={fields.keyDate} options={choices.keyDates} none={nobody} />
        <Select {...common} name="duty" label={fields.duty} options={choices.duties} none={nobody} />
        <Select {...common} name="lead" label={fields.lead} options={choices.departments} none={nobody} />
        <Select {...common} name="lawyer" label={fields.lawyer} options={choices.lawyers} none={nobody} />
      </div>
      <Checks {...common} name="partners" label={fields.partners} options={choices.departments} />
      <Check {...common} name="pinned" label={fields.pinned} />
    </>
  );
};
