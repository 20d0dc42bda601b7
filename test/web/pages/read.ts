/** The text a reader sees of a part of the page: tags and what is hidden out, white space closed up, entities read. */
export const textOf = (html: string): string =>
  html
    .replaceAll(/<span class="stamp[^>]*>[^<]*<\/span>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The text of the section with the heading `id`. */
export function sectionOf(html: string, id: string): string {
  const part = html.split('<section').find((section) => section.includes(`<h2 id="${id}"`));
  if (part === undefined) throw new Error(`no section ${id}`);
  return textOf(`<section${part.split('</section>')[0] ?? ''}`);
}

/** The wall calendar's cell of a date in a month: its opening tag. */
export function cellOf(html: string, month: number, date: number): string {
  const table = html.split('<caption>').find((part) => textOf(part).startsWith(`${month}月 一`)) ?? '';
  const cell = table.split('<td').find((part) => part.includes(`title="${month}月${date}日 `));
  if (cell === undefined) throw new Error(`no cell ${month}-${date}`);
  return `<td${cell.split('>')[0] ?? ''}>`;
}

/** The text of one table row that begins with `head`. */
export const rowOf = (html: string, head: string): string | undefined =>
  html
    .split('<tr')
    .map((row) => textOf(`<tr${row.split('</tr>')[0] ?? ''}`))
    .find((row) => row.startsWith(head));
