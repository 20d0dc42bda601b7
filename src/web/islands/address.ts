import { copy } from './phone/copy.js';

/** One tap copies an address. Without it the address is selected and copied by hand. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const text = button.closest('li')?.querySelector<HTMLElement>('.message-text');
  if (!text) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    void copy(text).then((isCopied) => {
      // What could not be copied stays selected.
      if (isCopied) button.textContent = button.dataset.copied ?? '';
    });
  });
}
