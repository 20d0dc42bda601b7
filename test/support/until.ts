/**
 * Waits until something holds, looking every few milliseconds.
 *
 * @param ms the most to wait
 * @throws when it does not hold by then
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  ms = 15_000,
): Promise<void> {
  const last = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > last) throw new Error(`waited ${ms} ms in vain: ${what}`);
    await new Promise((resume) => setTimeout(resume, 5));
  }
}
