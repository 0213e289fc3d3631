import type { types } from '@slack/bolt';
import type { Plot } from '../../src/kit/view.ts';
import { limits } from './limits.ts';
import { clean, fitRaw, orDash } from './text.ts';

const short = (text: string): string => fitRaw(orDash(clean(text).trim()), limits.chart.label);
const distinct = (labels: readonly string[]): boolean => new Set(labels).size === labels.length;

/**
 * A chart that Slack draws itself. Undefined where it would refuse it or show it wrong: too much of it, or two things that are called the
 * same once they are cut.
 */
export function chartBlock({ title, labels, series }: Plot): { block: types.KnownBlock; size: number } | undefined {
  const categories = labels.map(short);
  const names = series.map(({ label }) => short(label));
  const fits =
    categories.length > 0 &&
    categories.length <= limits.chart.points &&
    names.length > 0 &&
    names.length <= limits.chart.series &&
    distinct(categories) &&
    distinct(names) &&
    series.every(({ values }) => values.length === labels.length && values.every(Number.isFinite));
  if (!fits) return undefined;
  const block = {
    type: 'data_visualization',
    title: fitRaw(orDash(clean(title)), limits.chart.title),
    chart: {
      type: 'bar',
      series: series.map(({ values }, i) => ({
        name: names[i]!,
        data: values.map((value, n) => ({ label: categories[n]!, value })),
      })),
      axis_config: { categories },
    },
  };
  const written = [block.title, ...names, ...categories, ...categories];
  return {
    block: block as unknown as types.KnownBlock,
    size: written.reduce((sum, each) => sum + each.length, 0),
  };
}
