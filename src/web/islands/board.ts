import { copy } from './phone/copy.js';

/* The board's texts to pass on: one tap copies one. Without this script they are selected and copied by hand. */

/** What is folded away cannot be selected, so where there is no other way it is opened first. */
async function copyFolded(text: HTMLElement): Promise<boolean> {
  if (await copy(text)) return true;
  const folded = text.closest('details');
  if (folded) folded.open = true;
  return copy(text);
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const text = button.closest('li')?.querySelector<HTMLElement>('.message-text');
  if (!text) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    void copyFolded(text).then((isCopied) => {
      if (isCopied) button.textContent = button.dataset.copied ?? '';
    });
  });
}
