// Slack's newest blocks, which no library draws: true to their data, as their documentation describes them.
import { box, type Json, safe, tag } from './page.ts';

export const blocksCss = `
  .caption { font-weight: 700; margin-bottom: 4px; }
  .data { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
  .data table { border: 0; } .data td { border: 0; border-bottom: 1px solid var(--line); padding: 7px 10px; vertical-align: middle; }
  .data tr:last-child td { border-bottom: 0; } .data tr:first-child td { white-space: nowrap; }
  .data .button { margin: 0; height: 26px; line-height: 24px; padding: 0 9px; }
  .phone .data { position: relative; } .phone .data table { min-width: 560px; }
  .phone .data::after { content: ""; position: absolute; inset: 0 0 0 auto; width: 28px; background: linear-gradient(90deg, transparent, var(--ground)); }
  .chart { border: 1px solid var(--line); border-radius: 8px; padding: 12px; } .chart b { display: block; margin-bottom: 6px; }
  .chart svg { display: block; width: 100%; height: auto; } .of320, .phone .of600 { display: none !important; } .phone .of320 { display: block !important; } .chart text { font-size: 11px; fill: var(--quiet); }
  .chart .value { fill: var(--ink); } .legend { font-size: 12px; color: var(--quiet); } .legend i { display: inline-block; width: 9px; height: 9px; border-radius: 2px; margin: 0 4px 0 10px; }`;

/** A table with a header; what can be done with a row is a button in its last cell. On a phone it is wider than the screen. */
export function dataTable(
  { caption, rows }: Json,
  cell: (one: Json) => string,
  act: (element: Json) => string,
): string {
  const each = (one: Json) => tag('td', one.type === 'action_cell' ? act(one.element) : cell(one));
  const lines = rows.map((row: Json[]) => tag('tr', row.map(each).join(''))).join('');
  return `${box('caption', safe(caption))}${box('data', tag('table', lines))}`;
}

const colours = ['#1264a3', '#e8912d', '#2eb67d', '#e01e5a', '#7c3085', '#8a8a8a'];
const size = { height: 240, top: 18 };
const figure = (value: number) => value.toLocaleString('pt-BR');

/** What is longer than its place stands in two lines, or aslant where a word alone is. */
function label(text: string, x: number, y: number, width: number): string {
  const words = text.split(' ');
  if (width < 70)
    return `<text x="${x + 4}" y="${y - 2}" text-anchor="end" transform="rotate(-40 ${x + 4} ${y - 2})">${safe(text)}</text>`;
  const lines = [''];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length * 6 <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const spans = lines.map((one, i) => `<tspan x="${x}" dy="${i === 0 ? 0 : 12}">${safe(one)}</tspan>`).join('');
  return `<text x="${x}" y="${y}" text-anchor="middle">${spans}</text>`;
}

/** Drawn for a wide window, or for a phone: one of the two is shown. */
function bars({ series, axis_config: { categories } }: Json, width: number): string {
  const values: number[] = series.flatMap(({ data }: Json) => data.map(({ value }: Json) => value));
  const [high, low] = [Math.max(0, ...values), Math.min(0, ...values)];
  const [left, bottom] = width < 400 ? [24, 86] : [8, 34];
  const tall = size.height - size.top - bottom;
  const y = (value: number) => size.top + ((high - value) / (high - low || 1)) * tall;
  const wide = (width - 2 * left) / categories.length;
  const thick = Math.min(44, (wide * 0.7) / series.length);
  const out = categories.map((category: string, n: number) => {
    const middle = left + wide * (n + 0.5);
    const parts = series.map(({ data }: Json, i: number) => {
      const { value } = data.find((one: Json) => one.label === category);
      const x = middle + (i - series.length / 2) * thick;
      const [from, to] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
      const bar = `<rect x="${x + 1}" y="${from}" width="${thick - 2}" height="${to - from}" rx="2" fill="${colours[i]}"/>`;
      const said = `<text class="value" x="${x + thick / 2}" y="${from - 4}" text-anchor="middle">${figure(value)}</text>`;
      return bar + (series.length === 1 ? said : '');
    });
    return parts.join('') + label(category, middle, size.height - bottom + 14, wide);
  });
  const ground = `<line x1="0" x2="${width}" y1="${y(0)}" y2="${y(0)}" stroke="var(--line)"/>`;
  return `<svg class="of${width}" viewBox="0 0 ${width} ${size.height}">${ground}${out.join('')}</svg>`;
}

function pie({ segments }: Json): string {
  const whole = segments.reduce((sum: number, { value }: Json) => sum + value, 0) || 1;
  let at = 0;
  const slices = segments.map(({ value }: Json, i: number) => {
    const share = value / whole;
    const circle = `<circle r="40" cx="105" cy="105" fill="none" stroke="${colours[i % colours.length]}" stroke-width="80" pathLength="1" stroke-dasharray="${share} 1" stroke-dashoffset="${-at}"/>`;
    at += share;
    return circle;
  });
  return `<svg viewBox="0 0 600 240">${slices.join('')}</svg>`;
}

/** Bars or a pie, of the very numbers that were sent. */
export function chart({ title, chart: drawn }: Json): string {
  const named: string[] =
    drawn.type === 'pie'
      ? drawn.segments.map((one: Json) => `${one.label} ${figure(one.value)}`)
      : drawn.series.map((one: Json) => one.name);
  const legend = named
    .map((name, i) => `<i style="background:${colours[i % colours.length]}"></i>${safe(name)}`)
    .join('');
  const inner = drawn.type === 'pie' ? pie(drawn) : bars(drawn, 600) + bars(drawn, 320);
  return box('chart', `${tag('b', safe(title))}${inner}${named.length > 1 ? box('legend', legend) : ''}`);
}
