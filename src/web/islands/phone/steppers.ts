const MOST = 100_000;

/** A number as a phone's keyboard types it, wide digits too; null while it is none. */
function numberIn(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return 0;
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? Number(plain) : null;
}

/** Makes the buttons beside each number work: a tap adds or takes away, never below none; wide digits become plain. */
export function wireSteppers(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('.stepper input'))
    input.addEventListener('change', () => {
      input.value = input.value.normalize('NFKC').trim();
    });
  for (const button of form.querySelectorAll<HTMLButtonElement>('[data-step]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const input = form.elements.namedItem(button.getAttribute('aria-controls') ?? '');
      if (!(input instanceof HTMLInputElement)) return;
      const number = numberIn(input.value);
      if (number === null) {
        input.focus();
        return;
      }
      input.value = String(Math.min(MOST, Math.max(0, number + Number(button.dataset.step))));
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
}
