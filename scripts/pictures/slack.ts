import type { Can } from '../../adapters/slack/natives.ts';
import { renderSlack } from '../../adapters/slack/render.ts';
import type { SealedView } from '../../src/kit/view.ts';
import type { Words } from '../../src/kit/words.ts';
import { box, type Json, type Look, page, pictureOf, safe, tag } from './page.ts';
import { blocksCss, chart, dataTable } from './slack-blocks.ts';

const css = `
  .light { --ground: #fff; --ink: #1d1c1d; --quiet: #616061; --line: #dddddd; --edge: #bbbabb; --link: #1264a3; --soft: #f8f8f8; --code: #c01343; --bad: #e01e5a; }
  .dark { --ground: #1a1d21; --ink: #d1d2d3; --quiet: #ababad; --line: #3a3d42; --edge: #6b6d70; --link: #1d9bd1; --soft: #222529; --code: #e8912d; --bad: #f2637e; }
  body { background: var(--ground); color: var(--ink); font: 15px/1.46 Lato, "Helvetica Neue", Inter, Arial, sans-serif; }
  #shown { width: 760px; padding: 16px 20px; background: var(--ground); } .phone #shown { width: 390px; padding: 14px 12px; }
  .message { display: grid; grid-template-columns: 36px minmax(0, 1fr); gap: 0 8px; }
  .face { width: 36px; height: 36px; border-radius: 8px; background: #1b3a4b; color: #fff; display: grid; place-items: center; font-weight: 900; }
  .who { font-weight: 900; } .app { font-size: 10px; font-weight: 700; background: var(--line); border-radius: 2px; padding: 1px 3px; margin: 0 4px; color: var(--quiet); vertical-align: 2px; } .at { color: var(--quiet); font-size: 12px; }
  .alone { color: var(--quiet); font-size: 13px; margin: 0 0 4px 44px; }
  .blocks > * { margin: 4px 0 8px; max-width: 660px; }
  .header { font-size: 18px; font-weight: 900; line-height: 1.3; }
  .context { color: var(--quiet); font-size: 13px; line-height: 1.38; }
  ul { margin: 0; padding-left: 26px; } li { margin: 0; }
  .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; } .phone .fields { grid-template-columns: 1fr; gap: 6px; }
  .section { display: flex; justify-content: space-between; gap: 16px; align-items: flex-start; } .phone .section { gap: 10px; }
  .section > :first-child { flex: 1; } .phone .section:has(.select) { display: block; } .phone .section .select { margin-top: 4px; }
  .button, .select { display: inline-block; border: 1px solid var(--edge); border-radius: 4px; padding: 0 12px; height: 28px; line-height: 26px; font-size: 13px; font-weight: 700; margin: 0 8px 4px 0; white-space: nowrap; }
  .select { min-width: 220px; font-weight: 400; color: var(--quiet); padding-right: 24px; } .select::after { content: "⌄"; float: right; margin-right: -14px; }
  .primary { background: #007a5a; border-color: #007a5a; color: #fff; } .danger { color: var(--bad); border-color: var(--bad); }
  table { border-collapse: collapse; font-size: 14px; width: 100%; } td { border: 1px solid var(--line); padding: 6px 10px; vertical-align: top; } tr:first-child td { background: var(--soft); font-weight: 700; }
  img { max-width: min(420px, 100%); border: 1px solid var(--line); border-radius: 8px; display: block; }
  .modal { border: 1px solid var(--line); border-radius: 10px; max-width: 520px; margin: auto; } .modal > * { padding: 12px 18px; } .modal > .header { border-bottom: 1px solid var(--line); }
  .input { margin-bottom: 14px; } .label { font-weight: 700; } .hint, .optional { color: var(--quiet); font-size: 13px; font-weight: 400; } .value { min-height: 36px; border: 1px solid var(--edge); border-radius: 4px; padding: 6px 12px; margin: 3px 0; } .long { min-height: 76px; }
  .foot { border-top: 1px solid var(--line); text-align: right; } .foot .button { margin: 0 0 0 8px; }
  pre { white-space: pre-wrap; } a { color: var(--link); text-decoration: none; } code { background: var(--soft); border: 1px solid var(--line); border-radius: 3px; padding: 1px 3px; color: var(--code); font-size: 12px; }${blocksCss}`;

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

const chosen = (each: Json): string => {
  const options: Json[] = each.initial_options ?? (each.initial_option ? [each.initial_option] : []);
  return options.map((option) => text(option.text)).join(', ');
};
const element = (each: Json): string => {
  if (each.type === 'button') return tag('span', text(each.text), `class="button ${each.style ?? ''}"`);
  return tag('span', chosen(each) || (each.placeholder ? text(each.placeholder) : 'Select an item'), 'class="select"');
};
const cell = (one: Json) => (one.type === 'rich_text' ? rich(one) : line(safe(one.text)));

function input({ label, element: each, hint, optional }: Json): string {
  const name = box('label', `${text(label)}${optional ? ' <span class="optional">(optional)</span>' : ''}`);
  const value = each.type.endsWith('_select')
    ? tag('div', element(each))
    : tag('div', line(safe(each.initial_value ?? '')), `class="value ${each.multiline ? 'long' : ''}"`);
  return box('input', `${name}${value}${hint ? box('hint', text(hint)) : ''}`);
}

/** Files that Slack holds, by their ids. */
type Files = ReadonlyMap<string, Uint8Array>;

function block(each: Json, files: Files): string {
  if (each.type === 'header') return box('header', text(each.text));
  if (each.type === 'context') return box('context', each.elements.map(text).join(' '));
  if (each.type === 'actions') return box('actions', each.elements.map(element).join(''));
  if (each.type === 'rich_text') return box('rich', rich(each));
  if (each.type === 'data_table') return tag('div', dataTable(each, cell, element));
  if (each.type === 'data_visualization') return chart(each);
  if (each.type === 'input') return input(each);
  const file = each.type === 'image' && files.get(each.slack_file?.id);
  if (file) return tag('div', pictureOf(file));
  if (each.type === 'section') {
    const fields = each.fields ? box('fields', each.fields.map((field: Json) => tag('div', text(field))).join('')) : '';
    return box(
      'section',
      `<div>${each.text ? text(each.text) : ''}${fields}</div>${each.accessory ? element(each.accessory) : ''}`,
    );
  }
  if (each.type === 'table') {
    const rows = each.rows.map((row: Json[]) => tag('tr', row.map((one) => tag('td', cell(one))).join('')));
    return tag('table', rows.join(''));
  }
  return box('unknown', safe(JSON.stringify(each)));
}

const blocksOf = (blocks: Json[], files: Files) => box('blocks', blocks.map((each) => block(each, files)).join(''));

/** What a workspace that takes tables, acts in their rows and charts is sent, or so much of it as one takes. */
const takesAll: Can = { table: true, acts: true, chart: true };

/** A view as a message in a channel, with the pictures that were uploaded for it; an answer, as the one who asked sees it alone. */
export function slackPage(
  view: SealedView,
  { platforms }: Words,
  look: Look & { alone?: string } = {},
  natives = takesAll,
): string {
  const files = new Map<string, Uint8Array>();
  const picture = (png: Uint8Array): string => {
    const id = `F${files.size}`;
    files.set(id, png);
    return id;
  };
  const { blocks } = renderSlack(view, platforms.slack.says, { ...natives, picture });
  return page(
    css,
    `${look.alone ? box('alone', `👁 ${safe(look.alone)}`) : ''}${box(
      'message',
      `${box('face', 'C')}<div><span class="who">Carteira</span><span class="app">APP</span><span class="at">8:00</span>${blocksOf(blocks, files)}</div>`,
    )}`,
    look,
  );
}

/** A form as it opens. */
export const slackModal = ({ title, blocks, submit, close }: Json, look: Look): string =>
  page(
    css,
    box(
      'modal',
      `${box('header', text(title))}${blocksOf(blocks, new Map())}${box('foot', `${tag('span', text(close), 'class="button"')}${tag('span', text(submit), 'class="button primary"')}`)}`,
    ),
    look,
  );
