/** What every browser has still: over plain http there is no other way to the clipboard. */
const oldWay: { execCommand(command: 'copy'): boolean } = document;

/** @returns whether it is in the clipboard; if not, it is selected */
export async function copy(element: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    const selection = getSelection();
    selection?.selectAllChildren(element);
    const isCopied = oldWay.execCommand('copy');
    if (isCopied) selection?.removeAllRanges();
    return isCopied;
  }
}
