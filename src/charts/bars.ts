import type { Bar } from './schema.ts';
import { box, card, clip, fillOf, margin, measure, soft, textAt, width } from './svg.ts';

const size = 17;
const row = 52;
const thick = 14;

/** Horizontal bars: the label and the value above each. A value of nothing keeps its line, without a bar. */
export function drawBars(title: string, bars: readonly Bar[], say: (value: number) => string): string {
  const most = Math.max(...bars.map((each) => each.value), 1);
  const room = width - 2 * margin;
  const top = 62;
  const parts = bars.flatMap((bar, n) => {
    const y = top + n * row;
    const value = say(bar.value);
    const long = (bar.value / most) * room;
    return [
      textAt(margin, y + size, clip(bar.label, size, room - measure(value, size) - 16), { size, fill: soft }),
      textAt(width - margin, y + size, value, { size, bold: true, anchor: 'end' }),
      box(margin, y + size + 9, room, thick, '#f1f5f9', thick / 2),
      // A bar shorter than it is thick would not be one.
      ...(bar.value > 0 ? [box(margin, y + size + 9, Math.max(long, thick), thick, fillOf(bar.tone), thick / 2)] : []),
    ];
  });
  const heading = textAt(margin, 40, clip(title, 20, room), { size: 20, bold: true });
  return card(top + bars.length * row + 14, [heading, ...parts]);
}
