// The day's sheet: one tap copies a message. Without this script the text is selected and copied by hand.
const copy = async (element) => {
  try {
    await navigator.clipboard.writeText(element.textContent);
  } catch {
    // Plain http and old phones have no clipboard interface.
    getSelection().selectAllChildren(element);
    document.execCommand('copy');
    getSelection().removeAllRanges();
  }
};

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await copy(button.closest('li').querySelector('.message-text'));
    button.textContent = button.dataset.copied ?? '已复制';
  });
}
