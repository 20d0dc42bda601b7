import type { Words } from '../../words/index.js';
import { htmlDocument, Masthead, Page } from '../layout.js';
import { Said } from '../said.js';
import { CLIENTS, type Client } from './clients.js';
import { AllWays, nameIn, Steps, type Choice } from './ways.js';

interface HelpView {
  readonly t: Words;
  readonly otherLanguage: string;
  /** Who publishes the calendar. */
  readonly org: string;
  readonly baseUrl: string;
  readonly choices: readonly Choice[];
  readonly chosen: Choice;
  /** The phone or program the reader has named. */
  readonly client: Client | null;
}

const Phone = ({ value, text, chosen }: { value: string; text: string; chosen: boolean }) => (
  <label class="phone">
    <input type="radio" name="phone" value={value} checked={chosen} />
    <span>{text}</span>
  </label>
);

const Chooser = ({ t, choices, chosen, client }: HelpView) => (
  <form class="chooser" method="get" action="/feeds/help#steps">
    <label class="field">
      <span>{t.subscribe.whichFeed}</span>
      <select name="feed">
        {choices.map((choice) => (
          <option
            value={choice.path}
            selected={choice.path === chosen.path}
            {...(t.lang === 'en' && choice.en === null ? { lang: 'zh-CN' } : {})}
          >
            {nameIn(t, choice)}
          </option>
        ))}
      </select>
    </label>
    <fieldset>
      <legend>{t.subscribe.whichPhone}</legend>
      {CLIENTS.map(({ id, name }) => (
        <Phone value={id} text={name[t.lang]} chosen={id === client?.id} />
      ))}
      <Phone value="" text={t.subscribe.anyPhone} chosen={client === null} />
    </fieldset>
    <button class="button primary" type="submit">
      {t.subscribe.show}
    </button>
  </form>
);

const ClientRow = ({ t, client: { name, works, how, refresh } }: { t: Words; client: Client }) => (
  <li class="client">
    <h3>
      {name[t.lang]}{' '}
      <span class={works === 'yes' ? 'tag mkt' : works === 'no' ? 'tag warn' : 'tag'}>
        {t.subscribe.works[works]}
      </span>
    </h3>
    {how[t.lang].map((sentence) => (
      <p>{sentence}</p>
    ))}
    {refresh[t.lang] !== '' && (
      <p class="refresh">
        {t.subscribe.refresh}
        {refresh[t.lang]}
        {t.subscribe.stop}
      </p>
    )}
  </li>
);

/** An address that only the machine itself can open. */
const isLocal = (baseUrl: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(baseUrl).hostname);

/** The help page as a whole document. */
export const helpPage = (view: HelpView): string => {
  const { t, org, baseUrl, chosen, client } = view;
  return htmlDocument(
    <Page
      t={t}
      otherLanguage={view.otherLanguage}
      home
      title={t.frame.titled(t.subscribe.title, org)}
      description={t.subscribe.description(org)}
      styles={['column', 'feed-help']}
      scripts={['islands/address']}
    >
      <Masthead org={t.frame.calendarOf(org)} title={t.subscribe.title} />
      <main id="main" class="narrow">
        <p>{t.subscribe.lead}</p>
        {isLocal(baseUrl) && <p class="notice error">{t.subscribe.local}</p>}
        <Chooser {...view} />
        {client && <Steps t={t} baseUrl={baseUrl} chosen={chosen} client={client} />}
        <p class="notice">{t.subscribe.slow}</p>
        <section class="chosen" aria-labelledby="chosen">
          <h2 id="chosen">
            {client ? t.subscribe.otherWays : <Said t={t} zh={chosen.name} en={chosen.en} />}
          </h2>
          <AllWays t={t} baseUrl={baseUrl} chosen={chosen} />
        </section>
        <section aria-labelledby="clients">
          <h2 id="clients">{t.subscribe.clients}</h2>
          <ul class="clients">
            {CLIENTS.map((one) => (
              <ClientRow key={one.id} t={t} client={one} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="private">
          <h2 id="private">{t.subscribe.privateTitle}</h2>
          <p>{t.subscribe.privateText}</p>
        </section>
      </main>
    </Page>,
  );
};
