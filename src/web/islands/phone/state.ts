/** How far a record has come on its way from the phone to the office. */
export type StateName = 'none' | 'saved' | 'preparing' | 'sending' | 'waiting' | 'refused' | 'received';

/** The line that says so, above the button. */
export class StateLine {
  readonly #element: HTMLElement;
  readonly #progress = document.createElement('progress');

  constructor(form: HTMLFormElement) {
    const element = form.querySelector<HTMLElement>('.state');
    if (!element) throw new Error('no place for the state');
    this.#element = element;
    this.#progress.max = 100;
    this.#progress.setAttribute('aria-label', '已发送');
  }

  get name(): StateName {
    return (this.#element.dataset.state ?? 'none') as StateName;
  }

  say(name: StateName, word: string, hint = ''): void {
    this.#element.dataset.state = name;
    const strong = document.createElement('b');
    strong.textContent = word;
    const small = document.createElement('span');
    small.textContent = hint;
    this.#element.replaceChildren(strong, small, ...(name === 'sending' ? [this.#progress] : []));
  }

  /** @param percent of what is to be sent */
  progress(percent: number): void {
    this.#progress.value = percent;
  }

  clear(): void {
    this.#element.dataset.state = 'none';
    this.#element.replaceChildren();
  }

  /** Adds a way to the page as it is now. */
  link(text: string): void {
    const link = document.createElement('a');
    link.className = 'button big';
    link.href = location.pathname;
    link.textContent = text;
    this.#element.append(link);
  }

  focus(): void {
    this.#element.focus();
  }
}
