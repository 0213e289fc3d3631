import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Case, judge } from './judge.ts';
import { populate } from './population.ts';

const casesIn = (file: string): Case[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [id = '', lang = '', , question = '', kind = '', expected = '{}'] = row.split('\t');
      return { id, lang, question, kind, expect: JSON.parse(expected) };
    });

const verdicts = (cases: readonly Case[], today: string) => {
  const around = { today, people: populate(today) };
  return cases.map((kase) => ({ id: kase.id, kind: kase.kind, question: kase.question, ...judge(kase, around) }));
};
const unlike = (verdict: string, all: ReturnType<typeof verdicts>) =>
  all
    .filter((each) => each.verdict === verdict)
    .map(({ id, question, reading }) => `${id} ${question}: ${JSON.stringify(reading)}`);

describe('questions in people’s own words', () => {
  // A Wednesday, the first and the last day of a week, of a month and of a year, and a day that many are counted from.
  it.each(['2025-11-26', '2025-12-01', '2025-12-31', '2026-02-01', '2026-01-31', '2028-02-29'])(
    'the sample, on %s',
    (today) => {
      const all = verdicts(casesIn('questions.tsv'), today);
      expect(all).toHaveLength(90);
      expect(unlike('wrong', all)).toEqual([]);
      expect(unlike('asked back', all)).toEqual([]);
    },
  );

  it.each(['2025-11-26', '2025-12-08'])('as many others, on %s', (today) => {
    const all = verdicts(casesIn('more.tsv'), today);
    expect(all.length).toBeGreaterThan(300);
    expect(unlike('wrong', all)).toEqual([]);
    expect(unlike('asked back', all)).toEqual([]);
  });

  it.each(['2025-11-26', '2026-02-01'])('and as other people would put it, on %s', (today) => {
    const all = verdicts(casesIn('others.tsv'), today);
    expect(all.length).toBeGreaterThan(220);
    expect(unlike('wrong', all)).toEqual([]);
    expect(unlike('asked back', all)).toEqual([]);
  });

  it('each takes less than a thirtieth of a second', () => {
    const cases = casesIn('more.tsv');
    const around = { today: '2025-11-26', people: [] };
    for (const kase of cases) judge(kase, around);
    const started = process.cpuUsage();
    for (const kase of cases) judge(kase, around);
    const spent = process.cpuUsage(started);
    expect((spent.user + spent.system) / 1000 / cases.length).toBeLessThan(33);
  });
});
