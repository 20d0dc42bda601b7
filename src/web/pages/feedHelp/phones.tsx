import type { Words } from '../../words/index.js';
import { CLIENTS } from './clients.js';

/** The page about one feed, and about one kind of phone. */
export const helpLink = (path: string, phone?: string): string =>
  `/feeds/help?feed=${encodeURIComponent(path)}${phone === undefined ? '' : `&phone=${phone}#steps`}`;

/** “Which phone do you have?”: each answer leads to the steps for it. */
export const PhoneLinks = ({ t, path }: { t: Words; path: string }) => (
  <>
    <h3>{t.subscribe.whichPhone}</h3>
    <ul class="phones">
      {CLIENTS.map(({ id, name, works }) => (
        <li>
          <a href={helpLink(path, id)}>
            {name[t.lang]}
            <small>{t.subscribe.works[works]}</small>
          </a>
        </li>
      ))}
      <li>
        <a href={helpLink(path)}>{t.subscribe.anyPhone}</a>
      </li>
    </ul>
  </>
);
