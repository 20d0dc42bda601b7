import type { ConflictError } from '../../../activities/index.js';
import type { Import, ImportRow } from '../../../facts/index.js';
import type { Calendars } from '../../../town/index.js';
import { htmlDocument } from '../layout.js';
import { StaffPage, type Staff } from '../staffNav/index.js';
import { ACTION_NAMES, FIELD_NAMES, KIND_NAMES, summaryText, valueText } from './words.js';

interface PreviewProps {
  readonly staff: Staff;
  readonly calendars: Pick<Calendars, 'town' | 'keyDates'>;
  readonly shown: Import;
  /** Why it could not be applied just now; null when nobody tried. */
  readonly conflict: ConflictError | null;
}

/** More rows make a page that a phone does not open; the rest is the same in kind. */
const ROWS_SHOWN = 500;

const placeText = (sheet: string, cell: string): string =>
  [sheet, /^\d+$/.test(cell) ? `第 ${cell} 行` : cell].filter((part) => part !== '').join(' ') || '整个文件';

const Faults = ({ shown: { faults, summary } }: Pick<PreviewProps, 'shown'>) =>
  faults.length === 0 ? null : (
    <section aria-labelledby="faults">
      <h2 id="faults">要改的地方（{summary.faults}）</h2>
      <p class="hint">在原来的文件里改好，再传一次。</p>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="faults">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">在哪里</th>
              <th scope="col">写的是</th>
              <th scope="col">怎么改</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ sheet, cell, value, message }) => (
              <tr key={`${sheet} ${cell} ${message}`} class="faulty">
                <th scope="row">{placeText(sheet, cell)}</th>
                <td>{value}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {summary.faults > faults.length && <p class="hint">只列出前 {faults.length} 处。</p>}
    </section>
  );

/** What a row is about, in a line. */
function rowText(calendars: PreviewProps['calendars'], { values }: ImportRow): string {
  const fields =
    'name' in values
      ? ['name', 'role', 'village', 'department', 'lawyer', 'phone', 'email']
      : ['start', 'title', 'village', 'form', 'place'];
  return fields
    .filter(
      (field) =>
        values[field] !== undefined && (values[field] !== null || (field === 'village' && 'title' in values)),
    )
    .map((field) => valueText(calendars, field, values[field]))
    .join('，');
}

const Row = ({ row, calendars }: { row: ImportRow; calendars: PreviewProps['calendars'] }) => (
  <tr class={row.action}>
    <th scope="row">{placeText(row.sheet, String(row.row))}</th>
    <td>
      <span class={row.action === 'changed' ? 'tag warn' : row.action === 'new' ? 'tag mkt' : 'tag'}>
        {ACTION_NAMES[row.action]}
      </span>
    </td>
    <td>
      {(row.action === 'new' || 'name' in row.values) && <p>{rowText(calendars, row)}</p>}
      {row.changes.map(({ field, before, after }) => (
        <p key={field}>
          {FIELD_NAMES[field] ?? field}：<del>{valueText(calendars, field, before)}</del> →{' '}
          <ins>{valueText(calendars, field, after)}</ins>
        </p>
      ))}
    </td>
  </tr>
);

const Rows = ({ shown, calendars }: Pick<PreviewProps, 'shown' | 'calendars'>) => {
  const rows = shown.rows.filter(({ action }) => action !== 'unchanged');
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="rows">
      <h2 id="rows">{shown.state === 'applied' ? '导入了' : '会怎样'}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="rows">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">在哪里</th>
              <th scope="col">动作</th>
              <th scope="col">内容</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_SHOWN).map((row) => (
              <Row key={`${row.sheet} ${row.row}`} row={row} calendars={calendars} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > ROWS_SHOWN && <p class="hint">还有 {rows.length - ROWS_SHOWN} 行没有列出。</p>}
    </section>
  );
};

const Notes = ({ shown: { notes } }: Pick<PreviewProps, 'shown'>) =>
  notes.length === 0 ? null : (
    <details class="import-notes">
      <summary>没有导入的内容（{notes.length}）</summary>
      <ul>
        {notes.map(({ sheet, cell, message }) => (
          <li key={`${sheet} ${cell} ${message}`}>
            {placeText(sheet, cell)}：{message}
          </li>
        ))}
      </ul>
    </details>
  );

const Actions = ({ shown: { id, state, summary } }: Pick<PreviewProps, 'shown'>) => (
  <div class="import-actions">
    {state === 'ready' && summary.new + summary.changed > 0 && (
      <form method="post" action={`/imports/${id}/apply`}>
        <button class="button primary" type="submit">
          导入这 {summary.new + summary.changed} 项
        </button>
      </form>
    )}
    <a class="button" href="/imports">
      {state === 'applied' ? '再导入一个' : '换一个文件'}
    </a>
    <form method="post" action={`/imports/${id}/remove`}>
      <button class="button" type="submit">
        删去预览
      </button>
    </form>
  </div>
);

const stateText = ({ state, summary, appliedAt }: Import): string => {
  if (state === 'applied') return `已在 ${(appliedAt ?? '').slice(0, 16).replace('T', ' ')} 导入。`;
  if (state === 'faulty') return '文件里有不对的地方，一项也没有导入。';
  return summary.new + summary.changed === 0
    ? '和系统里的一样，没有要导入的。'
    : '还没有导入，请看过以后确认。';
};

/** What a file would do, row by row, and where it is wrong. */
export const previewPage = ({ staff, calendars, shown, conflict }: PreviewProps): string =>
  htmlDocument(
    <StaffPage
      staff={staff}
      town={calendars.town}
      current="imports"
      title={`导入${KIND_NAMES[shown.kind]}`}
      styles={['column', 'imports']}
    >
      <main id="main" class="import">
        {conflict !== null && (
          <div class="notice error" role="alert">
            <p>{conflict.message}</p>
            <ul>
              {conflict.faults.slice(0, 20).map(({ path, message }) => (
                <li key={path}>
                  {path}：{message}
                </li>
              ))}
            </ul>
          </div>
        )}
        <p class={shown.state === 'faulty' ? 'notice error' : 'notice'}>
          <b>{summaryText(shown)}。</b>
          {stateText(shown)}
        </p>
        <Actions shown={shown} />
        <Faults shown={shown} />
        <Rows shown={shown} calendars={calendars} />
        <Notes shown={shown} />
      </main>
    </StaffPage>,
  );
