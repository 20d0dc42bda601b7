import { words, type Words } from '../words/index.js';
import { htmlDocument, Masthead, Page } from './layout.js';

interface MessageProps {
  readonly org: string;
  readonly title: string;
  readonly text: string;
  /** Chinese when left out. */
  readonly t?: Words;
}

/** A page that says one thing: not found, gone wrong. */
export const messagePage = ({ org, title, text, t = words('zh') }: MessageProps): string =>
  htmlDocument(
    <Page t={t} title={t.frame.titled(title, org)} styles={['column']}>
      <Masthead org={org} title={title} />
      <main id="main" class="narrow">
        <p class="notice">{text}</p>
        <p>
          <a href="/">{t.frame.backToCalendar}</a>
        </p>
      </main>
    </Page>,
  );
