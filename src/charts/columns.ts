import type { ColumnChart } from './schema.ts';
import { box, card, clip, fillOf, line, margin, measure, round, soft, textAt, width } from './svg.ts';

const size = 15;
const tall = 170;
const gap = 3;

/** A round number at or above a value, for the top of a scale. */
export function ceiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return ([1, 1.5, 2, 3, 5, 7.5].find((each) => each * power >= value) ?? 10) * power;
}

/** Columns in groups, from a line of zero up or down; the highest and the lowest mark of the scale are written. */
export function drawColumns({ title, series, groups }: ColumnChart, say: (value: number) => string): string {
  const values = groups.flatMap((group) => group.values);
  const most = Math.max(...values, 0);
  const least = Math.min(...values, 0);
  const high = most > 0 ? ceiling(most) : least < 0 ? 0 : 1;
  const low = least < 0 ? -ceiling(-least) : 0;
  const room = width - 2 * margin;
  const heading = textAt(margin, 40, clip(title, 20, room), { size: 20, bold: true });

  const legend: string[] = [];
  let x = margin;
  for (const each of series) {
    const label = clip(each.label, size, room / series.length - 26);
    legend.push(box(x, 58, 12, 12, fillOf(each.tone), 3), textAt(x + 18, 69, label, { size, fill: soft }));
    x += 18 + measure(label, size) + 16;
  }

  const top = 104;
  const y = (value: number) => top + ((high - value) / (high - low)) * tall;
  const marks = [...new Set([high, 0, low])].flatMap((mark) => [
    `<line x1="${margin}" x2="${width - margin}" y1="${round(y(mark))}" y2="${round(y(mark))}" stroke="${line}" stroke-width="1.5"/>`,
    ...(mark === 0 ? [] : [textAt(margin, y(mark) + (mark > 0 ? -6 : 18), say(mark), { size: 13, fill: soft })]),
  ]);
  const each = room / Math.max(groups.length, 1);
  const thick = Math.min(26, (each * 0.72 - gap * (series.length - 1)) / Math.max(series.length, 1));
  const columns = groups.flatMap((group, n) => {
    const middle = margin + each * (n + 0.5);
    const start = middle - (thick * series.length + gap * (series.length - 1)) / 2;
    return [
      ...series.flatMap((one, m) => {
        const value = group.values[m] ?? 0;
        const long = Math.max(Math.abs(y(value) - y(0)), value === 0 ? 0 : 2);
        return long === 0
          ? []
          : [box(start + m * (thick + gap), value > 0 ? y(0) - long : y(0), thick, long, fillOf(one.tone), 2)];
      }),
      textAt(middle, top + tall + (low < 0 ? 40 : 24), clip(group.label, size, each - 2), {
        size,
        fill: soft,
        anchor: 'middle',
      }),
    ];
  });
  return card(top + tall + (low < 0 ? 58 : 42), [heading, ...legend, ...marks, ...columns]);
}
