import { box, type Json, type Look, page, pictureOf, safe, tag } from './page.ts';

const css = `
  .dark { --ground: #313338; --ink: #dbdee1; --strong: #f2f3f5; --quiet: #949ba4; --box: #2b2d31; --edge: #3f4147; --code: #1e1f22; --button: #4e5058; --on: #fff; --link: #00a8fc; --field: #1e1f22; }
  .light { --ground: #fff; --ink: #313338; --strong: #060607; --quiet: #5c5e66; --box: #f2f3f5; --edge: #d9dbdf; --code: #e3e5e8; --button: #d7d9dc; --on: #313338; --link: #006ce7; --field: #fff; }
  body { background: var(--ground); color: var(--ink); font: 16px/1.375 "gg sans", "Noto Sans", Inter, "Helvetica Neue", Arial, sans-serif; }
  #shown { width: 700px; padding: 16px; background: var(--ground); } .phone #shown { width: 390px; padding: 12px; }
  .message { display: grid; grid-template-columns: 40px minmax(0, 1fr); gap: 0 16px; } .phone .message { gap: 0 10px; }
  .face { width: 40px; height: 40px; border-radius: 50%; background: #1b3a4b; color: #fff; display: grid; place-items: center; font-weight: 700; }
  .who { color: var(--strong); font-weight: 500; } .app { background: #5865f2; color: #fff; border-radius: 4px; font-size: 10px; padding: 1px 5px; margin: 0 6px; } .at, .alone { color: var(--quiet); font-size: 12px; }
  .alone { margin-top: 6px; }
  .container { background: var(--box); border: 1px solid var(--edge); border-radius: 8px; padding: 16px; margin-top: 4px; max-width: 600px; position: relative; overflow: hidden; } .phone .container { padding: 12px; }
  .container > * + * { margin-top: 8px; }
  .container > .accent { position: absolute; left: 0; top: 0; bottom: 0; width: 4px; margin: 0; }
  h3 { font-size: 17px; margin: 0 0 4px; color: var(--strong); } small { font-size: 13px; color: var(--quiet); display: block; }
  ul { margin: 2px 0; padding-left: 20px; } li { margin: 0; }
  pre { background: var(--code); border: 1px solid var(--edge); border-radius: 4px; padding: 8px; font: 14px/18px Consolas, "DejaVu Sans Mono", monospace; margin: 6px 0 0; white-space: pre-wrap; } .phone pre { font-size: 12px; }
  .section { display: flex; justify-content: space-between; gap: 16px; align-items: flex-start; } .section > div { min-width: 0; overflow-wrap: anywhere; } .section .button { white-space: nowrap; flex: none; } a { color: var(--link); text-decoration: none; } code { background: var(--code); border-radius: 4px; padding: 1px 4px; font-size: 85%; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; } hr { border: 0; border-top: 1px solid var(--edge); }
  .button { background: var(--button); color: var(--on); border-radius: 8px; padding: 5px 14px; font-size: 14px; font-weight: 500; } .style1 { background: #5865f2; color: #fff; } .style3 { background: #248046; color: #fff; } .style4 { background: #da373c; color: #fff; }
  .select { background: var(--field); border: 1px solid var(--edge); border-radius: 4px; padding: 10px 12px; color: var(--quiet); width: 400px; max-width: 100%; } .select.set { color: var(--ink); } .select::after { content: "⌄"; float: right; }
  .modal { background: var(--box); border: 1px solid var(--edge); border-radius: 10px; padding: 18px; max-width: 480px; margin: auto; } .label { font-weight: 500; margin-top: 14px; } .modal .select { width: auto; margin-top: 6px; } .modal small { margin: 0; }
  .value { background: var(--field); border: 1px solid var(--edge); border-radius: 6px; min-height: 40px; padding: 8px 12px; margin-top: 6px; } .long { min-height: 80px; } .need { color: #da373c; } .foot { display: flex; justify-content: flex-end; gap: 8px; margin-top: 18px; }
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
  if (each.type === 3 || (each.type > 4 && each.type < 9)) {
    const set = each.options?.filter((option: Json) => option.default).map((option: Json) => option.label) ?? [];
    return box(set.length > 0 ? 'select set' : 'select', safe(set.join(', ') || (each.placeholder ?? '')) || '&nbsp;');
  }
  if (each.type === 4) return tag('div', safe(each.value ?? ''), `class="value ${each.style === 2 ? 'long' : ''}"`);
  if (each.type === 9)
    return box('section', `<div>${inner()}</div>${each.accessory ? component(each.accessory, pictures) : ''}`);
  if (each.type === 10) return tag('div', markdown(each.content));
  if (each.type === 12) return pictures.map(pictureOf).join('');
  if (each.type === 14) return '<hr>';
  if (each.type === 18) {
    const need = each.component.required === false ? '' : ' <span class="need">*</span>';
    const about = each.description ? tag('small', safe(each.description)) : '';
    return `${box('label', safe(each.label) + need)}${about}${component(each.component, pictures)}`;
  }
  return box('unknown', safe(JSON.stringify(each)));
}

/** A message as a channel shows it; an answer, as the one who asked sees it alone. */
export const discordPage = (
  { components }: Json,
  pictures: readonly Uint8Array[],
  look: Look & { alone?: string } = { dark: true },
): string =>
  page(
    css,
    box(
      'message',
      `${box('face', 'C')}<div><span class="who">Carteira</span><span class="app">APP</span><span class="at">08:00</span>${components.map((each: Json) => component(each, pictures)).join('')}${look.alone ? box('alone', `👁 ${safe(look.alone)}`) : ''}</div>`,
    ),
    look,
  );

/** A form as it opens. */
export const discordModal = (
  { title, components }: Json,
  look: Look,
  says: { close: string; submit: string },
): string =>
  page(
    css,
    box(
      'modal',
      `${tag('h3', safe(title))}${components.map((each: Json) => component(each, [])).join('')}${box('foot', `${tag('span', safe(says.close), 'class="button"')}${tag('span', safe(says.submit), 'class="button style1"')}`)}`,
    ),
    look,
  );
