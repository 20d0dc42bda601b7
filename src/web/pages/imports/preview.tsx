import type { ConflictError } from '../../../activities/index.js';
import type { Import, ImportRow } from '../../../facts/index.js';
import type { Calendars } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { htmlDocument } from '../layout.js';
import { Said } from '../said.js';
import { StaffPage, type Staff } from '../staffNav/index.js';
import { valueText } from './valueText.js';

interface PreviewProps {
  readonly staff: Staff;
  readonly calendars: Pick<Calendars, 'town' | 'keyDates'>;
  readonly shown: Import;
  /** Why it could not be applied just now; null when nobody tried. */
  readonly conflict: ConflictError | null;
}

/** More rows make a page that a phone does not open; the rest is the same in kind. */
const ROWS_SHOWN = 500;

const placeText = ({ imports }: Words, sheet: string, cell: string): string =>
  [sheet, /^\d+$/.test(cell) ? imports.row(cell) : cell].filter((part) => part !== '').join(' ') ||
  imports.wholeFile;

const Faults = ({ t, shown: { faults, summary } }: { t: Words; shown: Import }) => {
  const { faultColumns } = t.imports;
  return faults.length === 0 ? null : (
    <section aria-labelledby="faults">
      <h2 id="faults">{t.imports.faults(summary.faults)}</h2>
      <p class="hint">{t.imports.faultsHint}</p>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="faults">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{faultColumns.where}</th>
              <th scope="col">{faultColumns.written}</th>
              <th scope="col">{faultColumns.remedy}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ sheet, cell, value, message }) => (
              <tr key={`${sheet} ${cell} ${message}`} class="faulty">
                <th scope="row">{placeText(t, sheet, cell)}</th>
                <td>{value}</td>
                <td>
                  <Said t={t} zh={message} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {summary.faults > faults.length && <p class="hint">{t.imports.onlyFirst(faults.length)}</p>}
    </section>
  );
};

/** What a row is about, in a line. */
function rowText(t: Words, calendars: PreviewProps['calendars'], { values }: ImportRow): string {
  const fields =
    'name' in values
      ? ['name', 'role', 'village', 'department', 'lawyer', 'phone', 'email']
      : ['start', 'title', 'village', 'form', 'place'];
  return fields
    .filter(
      (field) =>
        values[field] !== undefined && (values[field] !== null || (field === 'village' && 'title' in values)),
    )
    .map((field) => valueText(t, calendars, field, values[field]))
    .join(t.frame.between);
}

const Row = ({ t, row, calendars }: { t: Words; row: ImportRow; calendars: PreviewProps['calendars'] }) => {
  const names: Readonly<Record<string, string>> = t.imports.fields;
  return (
    <tr class={row.action}>
      <th scope="row">{placeText(t, row.sheet, String(row.row))}</th>
      <td>
        <span class={row.action === 'changed' ? 'tag warn' : row.action === 'new' ? 'tag mkt' : 'tag'}>
          {t.imports.actions[row.action]}
        </span>
      </td>
      <td>
        {(row.action === 'new' || 'name' in row.values) && <p>{rowText(t, calendars, row)}</p>}
        {row.changes.map(({ field, before, after }) => (
          <p key={field}>
            {names[field] ?? field}
            {t.planning.colon}
            <del>{valueText(t, calendars, field, before)}</del> →{' '}
            <ins>{valueText(t, calendars, field, after)}</ins>
          </p>
        ))}
      </td>
    </tr>
  );
};

type PartProps = Pick<PreviewProps, 'shown' | 'calendars'> & { readonly t: Words };

const Rows = ({ t, shown, calendars }: PartProps) => {
  const rows = shown.rows.filter(({ action }) => action !== 'unchanged');
  const { rowColumns } = t.imports;
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="rows">
      <h2 id="rows">{shown.state === 'applied' ? t.imports.done : t.imports.willDo}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="rows">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{rowColumns.where}</th>
              <th scope="col">{rowColumns.action}</th>
              <th scope="col">{rowColumns.content}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_SHOWN).map((row) => (
              <Row key={`${row.sheet} ${row.row}`} t={t} row={row} calendars={calendars} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > ROWS_SHOWN && <p class="hint">{t.imports.moreRows(rows.length - ROWS_SHOWN)}</p>}
    </section>
  );
};

const Notes = ({ t, shown: { notes } }: { t: Words; shown: Import }) =>
  notes.length === 0 ? null : (
    <details class="import-notes">
      <summary>{t.imports.notes(notes.length)}</summary>
      <ul>
        {notes.map(({ sheet, cell, message }) => (
          <li key={`${sheet} ${cell} ${message}`}>
            {placeText(t, sheet, cell)}
            {t.planning.colon}
            <Said t={t} zh={message} />
          </li>
        ))}
      </ul>
    </details>
  );

const Actions = ({ t, shown: { id, state, summary } }: { t: Words; shown: Import }) => (
  <div class="import-actions">
    {state === 'ready' && summary.new + summary.changed > 0 && (
      <form method="post" action={`/imports/${id}/apply`}>
        <button class="button primary" type="submit">
          {t.imports.apply(summary.new + summary.changed)}
        </button>
      </form>
    )}
    <a class="button" href="/imports">
      {state === 'applied' ? t.imports.another : t.imports.other}
    </a>
    <form method="post" action={`/imports/${id}/remove`}>
      <button class="button" type="submit">
        {t.imports.remove}
      </button>
    </form>
  </div>
);

const stateText = ({ imports, dates }: Words, { state, summary, appliedAt }: Import): string => {
  if (state === 'applied') return imports.applied(dates.instantWithYear(appliedAt ?? ''));
  if (state === 'faulty') return imports.faulty;
  return summary.new + summary.changed === 0 ? imports.same : imports.confirm;
};

/** What a file would do, row by row, and where it is wrong. */
export const previewPage = ({ staff, calendars, shown, conflict }: PreviewProps): string => {
  const { t } = staff;
  return htmlDocument(
    <StaffPage
      staff={staff}
      town={calendars.town}
      current="imports"
      title={t.imports.titleOf(shown.kind)}
      styles={['column', 'imports']}
    >
      <main id="main" class="import">
        {conflict !== null && (
          <div class="notice error" role="alert">
            <p>
              <Said t={t} zh={conflict.message} />
            </p>
            <ul>
              {conflict.faults.slice(0, 20).map(({ path, message }) => (
                <li key={path}>
                  <Said t={t} zh={`${path}：${message}`} />
                </li>
              ))}
            </ul>
          </div>
        )}
        <p class={shown.state === 'faulty' ? 'notice error' : 'notice'}>
          <b>
            {t.imports.sum(shown.summary)}
            {t.imports.stop}
          </b>
          {stateText(t, shown)}
        </p>
        <Actions t={t} shown={shown} />
        <Faults t={t} shown={shown} />
        <Rows t={t} shown={shown} calendars={calendars} />
        <Notes t={t} shown={shown} />
      </main>
    </StaffPage>,
  );
};
