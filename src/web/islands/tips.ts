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

// Safari gives a tapped or clicked button no focus, and without it no reasons would show.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element) target.closest<HTMLElement>('.chip')?.focus();
});
