import type { FieldFault } from './send.js';

type Control = HTMLInputElement | HTMLTextAreaElement;

/** What is typed or ticked in a form; files are kept elsewhere. */
const controlsOf = (form: HTMLFormElement): Control[] =>
  [...form.elements].filter(
    (element): element is Control =>
      ((element instanceof HTMLInputElement && element.type !== 'file') ||
        element instanceof HTMLTextAreaElement) &&
      element.name !== '',
  );

const isBox = (control: Control): control is HTMLInputElement => control.type === 'checkbox';

const valueOf = (control: Control): string => (isBox(control) && !control.checked ? '' : control.value);

const cameAs = (control: Control): string =>
  isBox(control) && !control.defaultChecked ? '' : isBox(control) ? control.value : control.defaultValue;

/** What differs from how the page came. */
export const changedIn = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries(
    controlsOf(form)
      .filter((control) => valueOf(control) !== cameAs(control))
      .map((control) => [control.name, valueOf(control)]),
  );

/** Opens whatever a control is folded away in. */
function unfold(element: Element): void {
  for (let at = element.closest('details'); at; at = at.parentElement?.closest('details') ?? null)
    at.open = true;
}

/** Puts back what was typed before; what the page no longer asks is left. */
export function fillIn(form: HTMLFormElement, values: Readonly<Record<string, string>>): void {
  for (const control of controlsOf(form)) {
    const value = values[control.name];
    if (value === undefined) continue;
    if (isBox(control)) control.checked = value !== '';
    else control.value = value;
    unfold(control);
  }
}

/** Says beside each field what is wrong with it. @returns whether any was found, which then has the focus */
export function showFaults(form: HTMLFormElement, faults: readonly FieldFault[]): boolean {
  let first: HTMLElement | null = null;
  for (const line of form.querySelectorAll<HTMLElement>('.fault')) {
    const name = line.id.replace(/-fault$/, '');
    const said = faults.filter(({ path }) => path.replace(/[[.].*$/, '') === name);
    line.hidden = said.length === 0;
    line.textContent = said.map(({ message }) => message).join('；');
    for (const control of form.querySelectorAll<HTMLElement>(`[name="${name}"]`)) {
      control.setAttribute('aria-invalid', String(said.length > 0));
      if (said.length === 0) continue;
      unfold(control);
      first ??= control;
    }
  }
  first?.focus();
  return first !== null;
}
