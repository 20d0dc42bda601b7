import type { ComponentChildren } from 'preact';
import { htmlDocument } from '../layout.js';
import { EditingPage, type Part, type Place } from '../editing/index.js';
import { QrCode } from '../today/qrCode.js';

/** What was just done. */
export const Did = ({ text }: { text: string | null }) =>
  text === null ? null : (
    <p class="notice done" role="status">
      {text}
    </p>
  );

/** A deed that wants a second press. */
export const Sure = (props: {
  title: string;
  text: string;
  button: string;
  action: string;
  revision?: number;
}) => (
  <details class="sure">
    <summary>{props.title}</summary>
    <form class="sheet" method="post" action={props.action}>
      <p>{props.text}</p>
      {props.revision !== undefined && <input type="hidden" name="revision" value={props.revision} />}
      <button class="button" type="submit">
        {props.button}
      </button>
    </form>
  </details>
);

interface OnceProps {
  readonly place: Place;
  readonly current: Part;
  readonly title: string;
  readonly text: string;
  /** What is shown once. */
  readonly secret: string;
  /** What a phone's camera is to read; null where it is for no phone. */
  readonly qr: { readonly text: string; readonly label: string } | null;
  /** Where one goes on. */
  readonly back: string;
}

/** A secret, shown once. */
export const oncePage = ({ place, current, title, text, secret, qr, back }: OnceProps): string => {
  const { t } = place;
  return htmlDocument(
    <EditingPage place={place} title={title} current={current}>
      <div class="notice warn" role="status">
        <p>{text}</p>
        <p>
          <b>{t.people.once.keep}</b>
        </p>
      </div>
      <p class="secret">
        <code>{secret}</code>
      </p>
      {qr && (
        <figure class="scan">
          <QrCode text={qr.text} label={qr.label} />
          <figcaption>{qr.label}</figcaption>
        </figure>
      )}
      <p>
        <a class="button" href={back}>
          {t.people.once.done}
        </a>
      </p>
    </EditingPage>,
  );
};

/** A form that is opened to add one more. */
export const AddForm = (props: { title: string; open: boolean; children: ComponentChildren }) => (
  <details class="add" open={props.open}>
    <summary class="button primary">{props.title}</summary>
    {props.children}
  </details>
);
