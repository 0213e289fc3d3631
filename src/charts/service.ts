import { drawBars } from './bars.ts';
import { drawColumns } from './columns.ts';
import { toPng } from './png.ts';
import type { Bars, Chart, ColumnChart } from './schema.ts';

const numbers = (lang: string): ((value: number) => string) => {
  const format = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
  return (value) => format.format(value);
};

/** Bars below each other, at least one, as a picture 800 pixels wide. */
export async function barChart({ title, what = title, bars, lang, say = numbers(lang) }: Bars): Promise<Chart> {
  return {
    png: await toPng(drawBars(title, bars, say)),
    alt: `${title}: ${bars.map(({ label, value }) => `${label} ${say(value)}`).join('; ')}.`,
    plot: {
      title,
      labels: bars.map(({ label }) => label),
      series: [{ label: what, values: bars.map(({ value }) => value) }],
    },
  };
}

/** Columns beside each other, as a picture 800 pixels wide. */
export async function columnChart(columns: ColumnChart): Promise<Chart> {
  const { title, series, groups, lang, say = numbers(lang) } = columns;
  const points = groups.map(
    ({ label, values }) => `${label}: ${series.map((each, n) => `${each.label} ${say(values[n] ?? 0)}`).join(', ')}`,
  );
  return {
    png: await toPng(drawColumns(columns, say)),
    alt: `${title}. ${points.join('; ')}.`,
    plot: {
      title,
      labels: groups.map(({ label }) => label),
      series: series.map(({ label }, n) => ({ label, values: groups.map(({ values }) => values[n] ?? 0) })),
    },
  };
}
