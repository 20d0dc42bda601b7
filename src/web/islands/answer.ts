import { Again } from './phone/again.js';
import { send } from './phone/send.js';
import { t } from './phone/words.js';

/** An answer over a bad line: sent until it has arrived, for the same twice is one. Without it a plain form does. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-answer]')) {
  const line = document.createElement('p');
  line.className = 'hint';
  line.setAttribute('role', 'status');
  form.append(line);
  let underWay = false;
  const post = async (): Promise<void> => {
    if (underWay) return;
    underWay = true;
    line.textContent = t.answering;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    const outcome = await send(form.action, body, () => undefined).outcome;
    underWay = false;
    if (outcome.kind === 'received') {
      line.textContent = t.answered;
      // What a lost line would put in its place says that nothing worked.
      if (navigator.onLine) location.reload();
    } else if (outcome.kind === 'refused')
      line.textContent = outcome.errors.map(({ message }) => message).join('；') || outcome.detail;
    else {
      line.textContent = outcome.busy ? t.answerBusy : t.answerWaits;
      again.later();
    }
  };
  const again = new Again(() => void post());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    again.now();
  });
}
