import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { htmlDocument, Masthead, Page } from '../layout.js';
import type { Values } from './values.js';

interface KeptProps {
  readonly t: Words;
  readonly town: Town;
  /** Where the form was sent. */
  readonly action: string;
  readonly values: Values;
}

/** What was typed by somebody whose login ended meanwhile: nothing of it is lost. */
export const keptPage = ({ t, town, action, values }: KeptProps): string => {
  const org = t.names.town(town);
  const fields = Object.entries(values).flatMap(([name, texts]) =>
    texts.map((text) => [name, text] as const),
  );
  return htmlDocument(
    <Page t={t} title={t.frame.titled(t.editing.kept.title, org)} styles={['column']}>
      <Masthead org={org} title={t.editing.kept.title} />
      <main id="main" class="narrow">
        <p class="notice">{t.editing.kept.text}</p>
        <p>
          <a class="button" href="/login" target="_blank" rel="noopener">
            {t.editing.kept.login}
          </a>
        </p>
        <form method="post" action={action}>
          {fields.map(([name, text], index) => (
            <input key={`${index} ${name}`} type="hidden" name={name} value={text} />
          ))}
          <button class="button primary" type="submit">
            {t.editing.kept.again}
          </button>
        </form>
      </main>
    </Page>,
  );
};
