/** What stands before the addresses of the town whose page this is: `/xipo`; nothing for the town at the root. */
export const base = document.documentElement.dataset.base ?? '';
