import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** The stylesheets of every page; the strict CSP allows no inline style. */
const SITE_STYLES = ['site', 'pieces'];

interface PageProps {
  readonly title: string;
  readonly description?: string;
  /** The id of the element the skip link leads to. */
  readonly skipTo?: string;
  readonly skipText?: string;
  /** Further stylesheets of `/assets/`, without their ending. */
  readonly styles?: readonly string[];
  readonly children: ComponentChildren;
}

/** The frame of every page: head, stylesheets and skip link; the children are the body. */
export const Page = ({
  title,
  description,
  skipTo = 'main',
  skipText = '跳到正文',
  styles = [],
  children,
}: PageProps) => (
  <html lang="zh-CN">
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
    </head>
    <body>
      <a class="skip" href={`#${skipTo}`}>
        {skipText}
      </a>
      {children}
    </body>
  </html>
);

interface MastheadProps {
  /** Who publishes the page. */
  readonly org: string;
  readonly title: string;
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

/** A whole HTML document from a `<Page>`. */
export const htmlDocument = (page: VNode): string => `<!doctype html>${renderToString(page)}`;
