import type { Warning } from '../../../../facts/index.js';
import { activityLink } from '../../activityLink.js';
import {
  EditingPage,
  FaultSummary,
  History,
  Input,
  Meanwhile,
  type FieldFault,
  type Filled,
  type Happened,
  type Place,
} from '../../editing/index.js';
import { htmlDocument } from '../../layout.js';
import { Said } from '../../said.js';
import { Did, Sure } from '../parts.js';
import type { Known } from './known.js';

interface PageProps {
  readonly place: Place;
  readonly known: Known;
  /** The same as the files alone have it. */
  readonly written: Known;
  readonly form: Filled;
  /** The revision that the form is filled in with; null: nothing is typed in yet. */
  readonly revision: number | null;
  readonly faults: readonly FieldFault[];
  readonly meanwhile: readonly Happened[];
  readonly outside: readonly Warning[];
  readonly history: readonly Happened[];
  readonly did: string | null;
}

/** Released activities that the days leave behind, and the way to a new plan. */
const Outside = ({ place: { t }, outside }: PageProps) =>
  outside.length === 0 ? null : (
    <div class="notice warn">
      <p>
        <b>{t.notices.outside(outside.length)}</b>
      </p>
      <ul class="bullets">
        {outside.map(({ where, message }) => (
          <li key={where}>
            <a href={activityLink(where)}>
              <Said t={t} zh={message} />
            </a>
          </li>
        ))}
      </ul>
      <p>{t.notices.outsideText}</p>
      <p>
        <a class="button" href="/board/plans">
          {t.notices.replan}
        </a>
      </p>
    </div>
  );

const Fields = ({ place: { t }, known, written, form }: PageProps) => {
  const { fields, startHint, endHint, sourceHint, themeOnly } = t.notices;
  const common = { t, form };
  const usual =
    written.occurrence?.status === 'expected' ? startHint(t.dates.range(written.occurrence)) : undefined;
  // Days typed in before the rule was fixed stand here to be taken away.
  const hasDays = known.byNotice || (known.typed?.start ?? null) !== null;
  return (
    <div class="grid">
      {hasDays ? (
        <>
          <Input {...common} name="start" type="date" label={fields.start} hint={usual} />
          <Input {...common} name="end" type="date" label={fields.end} hint={endHint} />
        </>
      ) : (
        <p class="hint wide">{themeOnly}</p>
      )}
      <Input {...common} name="theme" label={fields.theme} wide />
      <Input {...common} name="themeEn" label={fields.themeEn} wide />
      <Input {...common} name="source" label={fields.source} hint={sourceHint} required wide />
    </div>
  );
};

/** What stands in the files, which counts again without the notice. */
const Written = ({ place: { t }, written: { occurrence, theme, source } }: PageProps) => {
  const { dateOpen, usually, noTheme, writtenDate, writtenTheme, writtenNotice } = t.notices;
  const when = occurrence && t.dates.range(occurrence);
  return (
    <section aria-labelledby="written">
      <h2 id="written">{t.notices.written}</h2>
      <dl class="facts">
        <dt>{writtenDate}</dt>
        <dd>
          {when ?? dateOpen}{' '}
          {occurrence?.status === 'expected' && (
            <>
              <span class="tag warn">{dateOpen}</span> <span class="soft">{usually}</span>
            </>
          )}
        </dd>
        <dt>{writtenTheme}</dt>
        <dd>{theme === null ? <span class="soft">{noTheme}</span> : <Said t={t} {...theme} />}</dd>
        {source !== null && (
          <>
            <dt>{writtenNotice}</dt>
            <dd>
              <Said t={t} zh={source} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
};

/** One key date's notice of one year: to enter, change or take away, and what follows from it. */
export const noticePage = (props: PageProps): string => {
  const { place, known, form, revision, faults, meanwhile, history, did } = props;
  const { t, isAdmin } = place;
  const { heading, fields, remove, removeText, removeSure, back } = t.notices;
  const { keyDate, occurrence, year } = known;
  const path = `/settings/notices/${known.id}`;
  return htmlDocument(
    <EditingPage
      place={place}
      title={heading(year, t.names.keyDate(occurrence?.name ?? keyDate.name))}
      current="notices"
    >
      <Did text={did} />
      <Outside {...props} />
      <Meanwhile t={t} items={meanwhile} />
      <FaultSummary t={t} faults={[...faults, ...form.faults]} labels={fields} />
      <form class="sheet" method="post" action={path}>
        {revision !== null && <input type="hidden" name="revision" value={revision} />}
        <Fields {...props} />
        <div class="buttons">
          <button class="button primary" type="submit">
            {t.editing.save}
          </button>
        </div>
      </form>
      <Written {...props} />
      {revision !== null && (
        <Sure
          title={remove}
          text={removeText}
          button={removeSure}
          action={`${path}/remove`}
          revision={revision}
        />
      )}
      <History t={t} items={history} undo={isAdmin ? `${path}/undo` : null} />
      <p>
        <a href="/settings/notices">‹ {back}</a>
      </p>
    </EditingPage>,
  );
};
