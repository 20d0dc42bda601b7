import type { Words } from '../../words/index.js';
import { feedLinks } from '../../feeds/links.js';
import type { Client } from './clients.js';

/** A feed that can be chosen. */
export interface Choice {
  /** Below `/feeds/`, without `.ics`. */
  readonly path: string;
  readonly name: string;
  /** In English; null where the data have none. */
  readonly en: string | null;
}

/** What a feed is called on a page: in its language where there is a word. */
export const nameIn = (t: Words, { name, en }: Choice): string => (t.lang === 'zh' ? name : (en ?? name));

interface WaysProps {
  readonly t: Words;
  readonly baseUrl: string;
  readonly chosen: Choice;
}

const Address = ({ t, address, text }: { t: Words; address: string; text: string }) => (
  <li>
    <p>{text}</p>
    <pre class="message-text address">{address}</pre>
    <button class="button" type="button" data-copy data-copied={t.subscribe.copied} hidden>
      {t.subscribe.copy}
    </button>
  </li>
);

const Open = ({ t, baseUrl, chosen }: WaysProps) => (
  <a class="button primary" href={feedLinks(baseUrl, chosen.path).subscribe}>
    {t.subscribe.onApple}
  </a>
);

const Download = ({ t, baseUrl, chosen, main }: WaysProps & { main: boolean }) => (
  <a class={main ? 'button primary' : 'button'} href={`${feedLinks(baseUrl, chosen.path).copy}?download=1`}>
    {t.subscribe.download}
  </a>
);

const Code = ({ t, chosen }: WaysProps) => (
  <figure class="qr">
    <img
      src={`/feeds/${chosen.path}/qr.svg`}
      width="200"
      height="200"
      alt={t.subscribe.qr(nameIn(t, chosen))}
    />
    <figcaption>{t.subscribe.qrHint}</figcaption>
  </figure>
);

/** Every way to a feed, for whoever does not say what they have. */
export const AllWays = (props: WaysProps) => {
  const { t, baseUrl, chosen } = props;
  const { copy } = feedLinks(baseUrl, chosen.path);
  return (
    <div class="ways">
      <div>
        <p class="buttons">
          <Open {...props} />
          <Download {...props} main={false} />
        </p>
        <ul class="addresses">
          <Address t={t} address={copy} text={t.subscribe.copyAddress} />
          <Address t={t} address={`${copy}?alarms=1`} text={t.subscribe.alarms} />
        </ul>
      </div>
      <Code {...props} />
    </div>
  );
};

/** The steps for one phone or program, with the one button or address it wants. */
export const Steps = ({ client, ...props }: WaysProps & { client: Client }) => {
  const { t, baseUrl, chosen } = props;
  const { copy } = feedLinks(baseUrl, chosen.path);
  return (
    <section class="steps" aria-labelledby="steps">
      <h2 id="steps">{t.subscribe.steps(client.name[t.lang])}</h2>
      <div class="ways">
        <div>
          <ol>
            {client.how[t.lang].map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ol>
          <p class="buttons">
            {client.way === 'open' && <Open {...props} />}
            {client.way === 'file' && <Download {...props} main />}
          </p>
          {client.way !== 'file' && (
            <ul class="addresses">
              <Address t={t} address={copy} text={t.subscribe.copyThis} />
            </ul>
          )}
          {client.refresh[t.lang] !== '' && (
            <p class="refresh">
              {t.subscribe.refresh}
              {client.refresh[t.lang]}
              {t.subscribe.stop}
            </p>
          )}
        </div>
        <Code {...props} />
      </div>
    </section>
  );
};
