// The day's sheet: one tap copies a message. Without this script the text is selected and copied by hand.
const copy = async (area) => {
  try {
    await navigator.clipboard.writeText(area.value);
  } catch {
    // Plain http and old phones have no clipboard interface.
    area.select();
    document.execCommand('copy');
  }
};

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await copy(button.closest('li').querySelector('textarea'));
    button.textContent = '已复制';
  });
}
