import { copy } from './phone/copy.js';

/*
 * The day's sheet: one tap copies a message, one more notes that it was passed on, and the list stays where it is.
 * Without this script the text is selected and copied by hand, and the page comes anew.
 */

/** What is said of each message, in the page's language. */
const {
  copied = '',
  selected = '',
  noLine = '',
} = document.querySelector<HTMLElement>('.messages')?.dataset ?? {};

/** One less of what waits, in the figure above and in the heading. */
function countDown(): void {
  for (const element of document.querySelectorAll('[data-count=waiting]'))
    element.textContent = String(Math.max(0, Number(element.textContent) - 1));
}

/** What was passed on shrinks to one line; the next message has the focus. */
function putAway(message: HTMLElement): void {
  const line = document.createElement('p');
  line.className = 'noted';
  line.setAttribute('role', 'status');
  line.tabIndex = -1;
  line.textContent = message.dataset.noted ?? '';
  message.replaceChildren(line);
  message.classList.add('sent');
  line.focus();
  countDown();
}

async function markSent(form: HTMLFormElement, message: HTMLElement, said: HTMLElement): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      redirect: 'manual',
      credentials: 'same-origin',
    });
    if (answer.status === 204) putAway(message);
    // Logged out meanwhile, or refused: the page says which.
    else form.submit();
  } catch {
    said.textContent = noLine;
  }
}

for (const message of document.querySelectorAll<HTMLElement>('.message')) {
  const text = message.querySelector<HTMLElement>('.message-text');
  const button = message.querySelector<HTMLButtonElement>('[data-copy]');
  const form = message.querySelector('form');
  if (!text || !button || !form) continue;
  const sent = form.querySelector('[type=submit]');
  const said = document.createElement('p');
  said.className = 'fault';
  said.setAttribute('role', 'status');
  form.append(said);
  // What is to be done next stands out.
  const next = (isCopied: boolean): void => {
    button.classList.toggle('primary', !isCopied);
    sent?.classList.toggle('primary', isCopied);
  };
  button.hidden = false;
  next(false);
  button.addEventListener('click', () => {
    void copy(text).then((isCopied) => {
      button.textContent = isCopied ? copied : selected;
      next(true);
    });
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void markSent(form, message, said);
  });
}
