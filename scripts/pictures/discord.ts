import { box, type Json, page, pictureOf, safe, tag } from './page.ts';

const css = `
  body { background: #313338; color: #dbdee1; font: 16px/1.375 "gg sans", "Noto Sans", Inter, "Helvetica Neue", Arial, sans-serif; }
  #shown { width: 700px; padding: 16px; }
  .message { display: grid; grid-template-columns: 40px 1fr; gap: 0 16px; }
  .face { width: 40px; height: 40px; border-radius: 50%; background: #1b3a4b; color: #fff; display: grid; place-items: center; font-weight: 700; }
  .who { color: #f2f3f5; font-weight: 500; } .app { background: #5865f2; color: #fff; border-radius: 4px; font-size: 10px; padding: 1px 5px; margin: 0 6px; } .at { color: #949ba4; font-size: 12px; }
  .container { background: #2b2d31; border: 1px solid #3f4147; border-radius: 8px; padding: 16px; margin-top: 4px; max-width: 600px; position: relative; overflow: hidden; }
  .container > * + * { margin-top: 8px; }
  .accent { position: absolute; left: 0; top: 0; bottom: 0; width: 4px; margin: 0; }
  h3 { font-size: 17px; margin: 0 0 4px; color: #f2f3f5; } small { font-size: 13px; color: #949ba4; display: block; }
  ul { margin: 2px 0; padding-left: 20px; } li { margin: 0; }
  pre { background: #1e1f22; border: 1px solid #1e1f22; border-radius: 4px; padding: 8px; font: 14px/18px Consolas, "DejaVu Sans Mono", monospace; margin: 6px 0 0; white-space: pre-wrap; }
  .section { display: flex; justify-content: space-between; gap: 16px; align-items: flex-start; } .section .button { white-space: nowrap; } a { color: #00a8fc; text-decoration: none; } code { background: #1e1f22; border-radius: 4px; padding: 1px 4px; font-size: 85%; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; }
  .button { background: #4e5058; color: #fff; border-radius: 8px; padding: 5px 14px; font-size: 14px; font-weight: 500; } .style1 { background: #5865f2; } .style4 { background: #da373c; }
  .select { background: #1e1f22; border-radius: 4px; padding: 10px 12px; color: #949ba4; width: 400px; } .select::after { content: "⌄"; float: right; }
  img { max-width: 100%; border-radius: 8px; display: block; }`;

const inline = (text: string): string =>
  safe(text.replace(/\u200b/g, ''))
    .replace(/\\([\\`*_~|[\]&;#>+.)-]|&lt;)/g, '\u0001$1')
    .replace(/(?<!\u0001)\*\*(.+?)(?<!\u0001)\*\*/g, '<b>$1</b>')
    .replace(/(?<!\u0001)`([^`]+)`/g, '<code>$1</code>')
    .replace(/(?<!\u0001)\[([^\]]+)\]\((https?:[^)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\u0001/g, '');

function markdown(content: string): string {
  const out: string[] = [];
  for (const part of content.split(/(```[\s\S]*?```)/)) {
    if (part.startsWith('```')) {
      out.push(tag('pre', safe(part.slice(3, -3).replace(/^\n|\n$/g, ''))));
      continue;
    }
    for (const line of part.split('\n')) {
      if (line.startsWith('### ')) out.push(tag('h3', inline(line.slice(4))));
      else if (line.startsWith('-# ')) out.push(tag('small', inline(line.slice(3))));
      else if (line.startsWith('- ')) out.push(tag('ul', tag('li', inline(line.slice(2)))));
      else if (line.trim()) out.push(tag('div', inline(line)));
      else if (out.length > 0) out.push('<div style="height:10px"></div>');
    }
  }
  return out.join('').replaceAll('</ul><ul>', '');
}

function component(each: Json, pictures: readonly Uint8Array[]): string {
  const inner = () => each.components.map((one: Json) => component(one, pictures)).join('');
  if (each.type === 17) {
    const accent =
      each.accent_color === undefined
        ? ''
        : `<div class="accent" style="background:#${each.accent_color.toString(16).padStart(6, '0')}"></div>`;
    return box('container', accent + inner());
  }
  if (each.type === 1) return box('row', inner());
  if (each.type === 2) return tag('span', safe(each.label), `class="button style${each.style}"`);
  if (each.type === 3) return box('select', safe(each.placeholder ?? ''));
  if (each.type === 9)
    return box('section', `<div>${inner()}</div>${each.accessory ? component(each.accessory, pictures) : ''}`);
  if (each.type === 10) return tag('div', markdown(each.content));
  if (each.type === 12) return pictures.map(pictureOf).join('');
  return box('unknown', safe(JSON.stringify(each)));
}

/** A message as a channel shows it. */
export const discordPage = ({ components }: Json, pictures: readonly Uint8Array[]): string =>
  page(
    css,
    box(
      'message',
      `${box('face', 'C')}<div><span class="who">Carteira</span><span class="app">APP</span><span class="at">08:00</span>${components.map((each: Json) => component(each, pictures)).join('')}</div>`,
    ),
  );
