import { htmlDocument, Masthead, Page } from './layout.js';

interface MessageProps {
  readonly org: string;
  readonly title: string;
  readonly text: string;
}

/** A page that says one thing: not found, gone wrong. */
export const messagePage = ({ org, title, text }: MessageProps): string =>
  htmlDocument(
    <Page title={`${title} · ${org}普法日历`} styles={['column']}>
      <Masthead org={org} title={title} />
      <main id="main" class="narrow">
        <p class="notice">{text}</p>
        <p>
          <a href="/">回到日历</a>
        </p>
      </main>
    </Page>,
  );
