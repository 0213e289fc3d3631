// biome-ignore lint/suspicious/noExplicitAny: blocks as they were sent
type Json = any;

const readEntities = (text: string) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** Bold, italic, struck and code: between signs that stand at the edges of words. */
const signs = ['\\*', '_', '~', '`'].map(
  (sign) => new RegExp(`(^|[^\\p{L}\\p{N}])${sign}(\\S(?:[^\\n]*?\\S)?)${sign}(?=$|[^\\p{L}\\p{N}])`, 'gu'),
);

/** Markup as Slack's clients read it: what is formatted loses its signs. */
function markup(text: string): string {
  const links: string[] = [];
  let read = text
    .replace(/<#([A-Z0-9]+)>/g, '#$1')
    .replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => {
      links.push(label ?? target);
      return `\u0000${links.length - 1}\u0000`;
    });
  for (const sign of signs) read = read.replace(sign, '$1$2');
  read = read.replace(/(^|\n)\s*&gt;\s?/g, '$1');
  return readEntities(read.replace(/\u0000(\d+)\u0000/g, (_, i: string) => links[Number(i)]!));
}

const textOf = (object: Json): string =>
  object?.type === 'mrkdwn' ? markup(object.text) : readEntities(object?.text ?? '');
const richOf = (block: Json): string =>
  block.elements
    .map((part: Json) =>
      part.type === 'rich_text_list'
        ? part.elements.map((item: Json) => `\n• ${richOf({ elements: [item] })}`).join('')
        : part.elements
            .map((piece: Json) => (piece.type === 'channel' ? `#${piece.channel_id}` : (piece.text ?? piece.url ?? '')))
            .join(''),
    )
    .join('');

function blockText(block: Json): string[] {
  if (block.type === 'rich_text') return [richOf(block)];
  if (block.type === 'table')
    return block.rows.flatMap((row: Json[]) =>
      row.map((cell) => (cell.type === 'rich_text' ? richOf(cell) : cell.text)),
    );
  if (block.type === 'image') return [block.alt_text];
  if (block.type === 'data_table')
    return [
      block.caption,
      ...block.rows
        .flat()
        .map((cell: Json) => (cell.type === 'rich_text' ? richOf(cell) : (cell.text ?? cell.element.text.text))),
    ];
  if (block.type === 'data_visualization')
    return [
      block.title,
      ...block.chart.series.flatMap(({ name, data }: Json) => [
        name,
        ...data.map(({ label, value }: Json) => `${label} ${value}`),
      ]),
    ];
  if (block.type === 'context') return block.elements.map(textOf);
  if (block.type === 'section') {
    const options = block.accessory?.options?.map((option: Json) => textOf(option.text)) ?? [];
    return [...(block.text ? [textOf(block.text)] : []), ...(block.fields ?? []).map(textOf), ...options];
  }
  return block.text ? [textOf(block.text)] : [];
}

/** Everything that can be read in a message, top to bottom. */
export const seen = (blocks: Json[]): string => blocks.flatMap(blockText).join('\n');
export const headerOf = (blocks: Json[]): string | undefined => {
  const header = blocks.find((block) => block.type === 'header');
  return header && textOf(header.text);
};
export const labelOf = textOf;

const mention = /<(?:!(?:channel|here|everyone|subteam)|@|#)[^>]*>/g;

/** Whom a message would notify. */
export function pings(message: Json): string[] {
  const found: string[] = [...(message.text?.match(mention) ?? [])];
  const walk = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      if (['broadcast', 'user', 'usergroup', 'channel'].includes(value.type)) found.push(value.type);
      if (value.type === 'mrkdwn') {
        found.push(...(value.text.match(mention) ?? []));
        if (!value.verbatim) found.push(...(value.text.match(/@(channel|here|everyone)\b/g) ?? []));
      }
      Object.values(value).forEach(walk);
    }
  };
  walk(message.blocks ?? []);
  return found;
}
