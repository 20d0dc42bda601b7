import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { baseHere } from '../base.js';
import { words, type Words } from '../words/index.js';
import { keepLinksInTown } from './links.js';

keepLinksInTown();

/** The stylesheets of every page; the strict CSP allows no inline style. */
const SITE_STYLES = ['site', 'pieces'];

interface PageProps {
  /** Chinese when left out. */
  readonly t?: Words;
  /** The same page in the other language, where it has one. */
  readonly otherLanguage?: string;
  /** Whether the bar leads back to the calendar. */
  readonly home?: boolean;
  readonly title: string;
  readonly description?: string;
  /** The id of the element the skip link leads to. */
  readonly skipTo?: string;
  readonly skipText?: string;
  /** Further stylesheets of `/assets/`, without their ending. */
  readonly styles?: readonly string[];
  /** Scripts of `/assets/`, without their ending; every page must do without. */
  readonly scripts?: readonly string[];
  readonly children: ComponentChildren;
}

const SiteBar = ({ t, otherLanguage, home }: { t: Words; otherLanguage: string; home: boolean }) => (
  <nav class="site-bar" aria-label={t.frame.siteNav}>
    {home && <a href="/">‹ {t.frame.backToCalendar}</a>}
    <a class="language" href={otherLanguage} lang={t.lang === 'zh' ? 'en' : 'zh-CN'}>
      {t.frame.otherLanguage}
    </a>
  </nav>
);

/** The frame of every page: head, stylesheets and skip link; the children are the body. */
export const Page = ({
  t = words('zh'),
  otherLanguage,
  home = false,
  title,
  description,
  skipTo = 'main',
  skipText = t.frame.skip,
  styles = [],
  scripts = [],
  children,
}: PageProps) => (
  <html lang={t.frame.htmlLang} {...(baseHere() === '' ? {} : { 'data-base': baseHere() })}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {/* Phones would turn dates and village codes into telephone links. */}
      <meta name="format-detection" content="telephone=no" />
      <title>{title}</title>
      {description !== undefined && <meta name="description" content={description} />}
      <link rel="icon" type="image/svg+xml" href="/assets/icon.svg" />
      {[...SITE_STYLES, ...styles].map((name) => (
        <link key={name} rel="stylesheet" href={`/assets/${name}.css`} />
      ))}
      {['font', ...scripts].map((name) => (
        <script key={name} src={`/assets/${name}.js`} defer />
      ))}
    </head>
    <body>
      <a class="skip" href={`#${skipTo}`}>
        {skipText}
      </a>
      {otherLanguage !== undefined && <SiteBar t={t} otherLanguage={otherLanguage} home={home} />}
      {children}
    </body>
  </html>
);

interface MastheadProps {
  /** Who publishes the page. */
  readonly org: ComponentChildren;
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** The red head of a page: who publishes it, what it is, and what the page adds (a year, a name). */
export const Masthead = ({ org, title, children }: MastheadProps) => (
  <header class="masthead">
    <p class="masthead-org">{org}</p>
    <h1>{title}</h1>
    {children}
  </header>
);

/** A whole HTML document from a `<Page>`; its links lead to the town whose request is answered (`links.ts`). */
export const htmlDocument = (page: VNode): string => `<!doctype html>${renderToString(page)}`;
