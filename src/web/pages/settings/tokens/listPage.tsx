import type { ComponentChildren } from 'preact';
import { htmlDocument } from '../../layout.js';
import { Said } from '../../said.js';
import {
  FaultSummary,
  History,
  Input,
  Meanwhile,
  textOf,
  EditingPage,
  type Filled,
  type Happened,
  type Part,
  type Place,
} from '../../editing/index.js';
import { AddForm, Did } from '../parts.js';
import type { Relabelling } from './secretRoutes.js';

/** A token or link as its list shows it. */
export interface Row {
  readonly id: string;
  readonly label: string;
  readonly revision: number;
  /** Whose it is, or what it may do. */
  readonly what: string;
  /** Since when, until when, when last. */
  readonly use: string;
}

interface ListProps {
  readonly place: Place;
  readonly current: Part;
  /** The list's own address. */
  readonly home: string;
  readonly texts: {
    readonly title: string;
    readonly lead: string;
    readonly add: string;
    readonly none: string;
  };
  readonly labels: Readonly<Record<string, string>>;
  readonly labelHint: string;
  readonly rows: readonly Row[];
  readonly form: Filled;
  readonly relabelling: Relabelling | null;
  /** The fields of a new one, after its label. */
  readonly children: ComponentChildren;
  readonly history: readonly Happened[];
  readonly did: string | null;
}

const RowActs = (props: { place: Place; home: string; row: Row; typed: Filled | null }) => {
  const {
    place: { t },
    home,
    row,
    typed,
  } = props;
  const { rename, revoke, revokeOf } = t.people.apiTokens;
  return (
    <details class="sure" open={typed !== null}>
      <summary>{t.people.act}</summary>
      <form class="line" method="post" action={`${home}/${row.id}/label`}>
        <input type="hidden" name="revision" value={row.revision} />
        <label>
          <span>{rename}</span>
          <input
            name="label"
            value={typed ? textOf(typed.values, 'label') : row.label}
            required
            autocomplete="off"
            autoFocus={typed !== null}
          />
        </label>
        <button class="button small" type="submit">
          {t.editing.save}
        </button>
      </form>
      <form method="post" action={`${home}/${row.id}/revoke`}>
        <button class="button small" type="submit" aria-label={revokeOf(row.label)}>
          {revoke}
        </button>
      </form>
    </details>
  );
};

/** A list of secrets that were handed out, and the form of a new one. */
export const secretsPage = (props: ListProps): string => {
  const { place, current, home, texts, labels, labelHint, rows, form, relabelling, children, history, did } =
    props;
  const { t } = place;
  // The field of that name on the page is the new one's.
  const relabelled = (relabelling?.form.faults ?? []).map(({ message }) => ({ field: null, message }));
  return htmlDocument(
    <EditingPage place={place} title={texts.title} current={current}>
      <Did text={did} />
      <FaultSummary t={t} faults={[...form.faults, ...relabelled]} labels={labels} />
      <Meanwhile t={t} items={history.filter(({ id }) => relabelling?.since.has(id))} />
      <p class="hint">{texts.lead}</p>
      <AddForm title={texts.add} open={form.faults.length > 0}>
        <form class="sheet" method="post" action={home}>
          <div class="grid">
            <Input t={t} form={form} name="label" label={labels.label ?? ''} hint={labelHint} required wide />
            {children}
          </div>
          <button class="button primary" type="submit">
            {texts.add}
          </button>
        </form>
      </AddForm>
      {rows.length === 0 ? (
        <p class="notice">{texts.none}</p>
      ) : (
        <ul class="rows">
          {rows.map((row) => (
            <li key={row.id}>
              <span class="row-name">
                <b>
                  <Said t={t} zh={row.label} />
                </b>
              </span>
              <span>{row.what}</span>
              <span class="soft">{row.use}</span>
              <RowActs
                place={place}
                home={home}
                row={row}
                typed={relabelling?.id === row.id ? relabelling.form : null}
              />
            </li>
          ))}
        </ul>
      )}
      <History t={t} items={history} undo={null} />
    </EditingPage>,
  );
};
