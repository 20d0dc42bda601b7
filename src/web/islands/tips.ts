/** Reasons show on hover and focus by the stylesheet alone; Escape puts them away (WCAG 1.4.13). */
const PUT_AWAY = 'put-away';

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const item of document.querySelectorAll('.item:hover, .item:focus-within')) {
    item.classList.add(PUT_AWAY);
    const back = (): void => {
      item.classList.remove(PUT_AWAY);
    };
    item.addEventListener('mouseleave', back, { once: true });
    item.addEventListener('focusout', back, { once: true });
  }
});

document.addEventListener('click', (event) => {
  const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('a.chip') : null;
  if (!chip) return;
  event.preventDefault();
  // Safari focuses no link that is clicked or tapped, and without the focus no reasons would show.
  chip.focus();
});

// What is called a button answers to the space bar too.
document.addEventListener('keydown', (event) => {
  if (event.key !== ' ' || !(event.target instanceof HTMLElement) || !event.target.matches('a.chip')) return;
  event.preventDefault();
  event.target.click();
});
