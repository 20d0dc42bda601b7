import type { Import } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { htmlDocument } from '../layout.js';
import { Said } from '../said.js';
import { StaffPage, type Staff } from '../staffNav/index.js';

interface ChooseProps {
  readonly staff: Staff;
  readonly town: Town;
  readonly imports: readonly Import[];
  /** Why the last file was refused; null when none was. */
  readonly problem: string | null;
}

const Before = ({ t, imports }: { t: Words; imports: readonly Import[] }) =>
  imports.length === 0 ? null : (
    <section aria-labelledby="before">
      <h2 id="before">{t.imports.before}</h2>
      <ul class="imports">
        {imports.map((one) => (
          <li key={one.id}>
            <a href={`/imports/${one.id}`}>
              {t.dates.instant(one.createdAt)} {t.imports.kinds[one.kind]}
            </a>{' '}
            <span class={one.state === 'faulty' ? 'tag warn' : 'tag'}>{t.imports.states[one.state]}</span>
            <p class="import-sum">{t.imports.sum(one.summary)}</p>
          </li>
        ))}
      </ul>
    </section>
  );

const KINDS = ['contacts', 'activities'] as const;

const FileForm = ({ t, town }: { t: Words; town: Town }) => (
  <form method="post" action="/imports" enctype="multipart/form-data">
    <fieldset class="choice">
      <legend>{t.imports.what}</legend>
      {KINDS.map((kind) => (
        <label key={kind}>
          <input type="radio" name="kind" value={kind} required /> {t.imports.kinds[kind]}
        </label>
      ))}
    </fieldset>
    <label class="field">
      <span>{t.imports.file}</span>
      <input
        type="file"
        name="file"
        required
        accept=".xlsx,.csv,.ics,text/csv,text/calendar,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      />
    </label>
    <label class="field">
      <span>{t.imports.form}</span>
      <select name="form">
        <option value="">{t.imports.formNone}</option>
        {town.forms.map((form) => (
          <option key={form.id} value={form.id}>
            {t.names.form(form) ?? form.name}
          </option>
        ))}
      </select>
    </label>
    <button class="button primary" type="submit">
      {t.imports.preview}
    </button>
  </form>
);

/** Where a file is chosen. */
export const choosePage = ({ staff, town, imports, problem }: ChooseProps): string => {
  const { t } = staff;
  return htmlDocument(
    <StaffPage
      staff={staff}
      town={town}
      current="imports"
      title={t.imports.title}
      styles={['column', 'imports']}
    >
      <main id="main" class="narrow">
        {problem !== null && (
          <p class="notice error" role="alert">
            <Said t={t} zh={problem} />
          </p>
        )}
        <p>{t.imports.lead}</p>
        <FileForm t={t} town={town} />
        <section aria-labelledby="templates">
          <h2 id="templates">{t.imports.templates}</h2>
          <p>{t.imports.templatesText}</p>
          <ul class="imports">
            {KINDS.map((kind) => (
              <li key={kind}>
                <a href={`/api/v1/imports/templates/${kind}.xlsx`}>{t.imports.kinds[kind]}.xlsx</a>
              </li>
            ))}
          </ul>
        </section>
        <Before t={t} imports={imports} />
      </main>
    </StaffPage>,
  );
};
