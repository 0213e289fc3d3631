import { box, type Json, page, pictureOf, safe, tag } from './page.ts';

const css = `
  body { background: #fff; color: #1d1c1d; font: 15px/1.46 Lato, "Helvetica Neue", Inter, Arial, sans-serif; }
  #shown { width: 760px; padding: 16px 20px; }
  .message { display: grid; grid-template-columns: 36px 1fr; gap: 0 8px; }
  .face { width: 36px; height: 36px; border-radius: 8px; background: #1b3a4b; color: #fff; display: grid; place-items: center; font-weight: 900; }
  .who { font-weight: 900; } .app { font-size: 10px; font-weight: 700; background: #ddd; border-radius: 2px; padding: 1px 3px; margin: 0 4px; color: #616061; vertical-align: 2px; } .at { color: #616061; font-size: 12px; }
  .blocks > * { margin: 4px 0 8px; max-width: 660px; }
  .header { font-size: 18px; font-weight: 900; }
  .context { color: #616061; font-size: 13px; line-height: 1.38; }
  ul { margin: 0; padding-left: 26px; } li { margin: 0; }
  .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; }
  .section { display: flex; justify-content: space-between; gap: 16px; align-items: flex-start; }
  .button, .select { display: inline-block; border: 1px solid #bbbabb; border-radius: 4px; padding: 0 12px; height: 28px; line-height: 26px; font-size: 13px; font-weight: 700; margin: 0 8px 4px 0; white-space: nowrap; }
  .select { min-width: 220px; font-weight: 400; color: #616061; padding-right: 24px; } .select::after { content: "⌄"; float: right; margin-right: -14px; }
  .primary { background: #007a5a; border-color: #007a5a; color: #fff; } .danger { color: #e01e5a; border-color: #e01e5a; }
  table { border-collapse: collapse; font-size: 14px; } td { border: 1px solid #dddddd; padding: 6px 10px; vertical-align: top; } tr:first-child td { background: #f8f8f8; font-weight: 700; }
  img { max-width: 420px; border: 1px solid #ddd; border-radius: 8px; display: block; }
  .thread { border-left: 2px solid #ddd; padding-left: 12px; color: #1264a3; font-size: 13px; font-weight: 700; }
  pre { white-space: pre-wrap; } a { color: #1264a3; text-decoration: none; } code { background: #f7f7f7; border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px; color: #c01343; font-size: 12px; }`;

const line = (text: string) => text.replace(/\n/g, '<br>');
const markup = (text: string) =>
  line(
    text
      .replace(/\*([^*\n]+)\*/g, '<b>$1</b>')
      .replace(/`([^`\n]+)`/g, '<code>$1</code>')
      .replace(/<(https?:[^|>]+)\|([^>]+)>/g, '<a href="$1">$2</a>'),
  );
// What is sent as text is escaped already.
const text = (object: Json): string => (object.type === 'mrkdwn' ? markup(object.text) : line(object.text));

const styled = ({ text: words = '', style = {}, url }: Json): string => {
  const inner = style.bold
    ? tag('b', line(safe(words)))
    : style.italic
      ? tag('i', line(safe(words)))
      : line(safe(words));
  return url ? tag('a', inner, `href="${safe(url)}"`) : style.code ? tag('code', inner) : inner;
};
const rich = (block: Json): string =>
  block.elements
    .map((part: Json) =>
      part.type === 'rich_text_list'
        ? tag('ul', part.elements.map((item: Json) => tag('li', item.elements.map(styled).join(''))).join(''))
        : tag('div', part.elements.map(styled).join('')),
    )
    .join('');

const element = (each: Json): string => {
  if (each.type === 'button') return tag('span', text(each.text), `class="button ${each.style ?? ''}"`);
  return tag('span', each.placeholder ? text(each.placeholder) : 'Select an item', 'class="select"');
};

function block(each: Json): string {
  if (each.type === 'header') return box('header', text(each.text));
  if (each.type === 'context') return box('context', each.elements.map(text).join(' '));
  if (each.type === 'actions') return box('actions', each.elements.map(element).join(''));
  if (each.type === 'rich_text') return box('rich', rich(each));
  if (each.type === 'section') {
    const fields = each.fields ? box('fields', each.fields.map((field: Json) => tag('div', text(field))).join('')) : '';
    return box(
      'section',
      `<div>${each.text ? text(each.text) : ''}${fields}</div>${each.accessory ? element(each.accessory) : ''}`,
    );
  }
  if (each.type === 'table') {
    const cell = (one: Json) => tag('td', one.type === 'rich_text' ? rich(one) : line(safe(one.text)));
    return tag('table', each.rows.map((row: Json[]) => tag('tr', row.map(cell).join(''))).join(''));
  }
  return box('unknown', safe(JSON.stringify(each)));
}

/** What is uploaded stands in the thread, which is closed until somebody opens it. */
const thread = (pictures: readonly Uint8Array[]): string =>
  pictures.length > 0 ? box('thread', `1 ↩${pictures.map(pictureOf).join('')}`) : '';

/** A message as a channel shows it, and what stands in its thread. */
export const slackPage = ({ blocks }: Json, pictures: readonly Uint8Array[]): string =>
  page(
    css,
    box(
      'message',
      `${box('face', 'C')}<div><span class="who">Carteira</span><span class="app">APP</span><span class="at">8:00</span>${box('blocks', blocks.map(block).join('') + thread(pictures))}</div>`,
    ),
  );
