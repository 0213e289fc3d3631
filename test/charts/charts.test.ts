import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBars } from '../../src/charts/bars.ts';
import { ceiling, drawColumns } from '../../src/charts/columns.ts';
import type { ColumnChart } from '../../src/charts/schema.ts';
import { barChart, columnChart } from '../../src/charts/service.ts';
import { clip, measure, width } from '../../src/charts/svg.ts';

const bars = [
  { label: 'Conectado', value: 1183 },
  { label: 'Não conectado <script>&"', value: 12, tone: 'quiet' as const },
  { label: 'Desconectado', value: 0, tone: 'bad' as const },
];
const months: ColumnChart = {
  title: 'Entradas e saídas',
  lang: 'pt-BR',
  series: [
    { label: 'Entradas', tone: 'good' },
    { label: 'Saídas', tone: 'warn' },
  ],
  groups: [
    { label: 'set', values: [12_000, 9000] },
    { label: 'out', values: [-3000, 1500] },
  ],
};

/** Width and height, as the picture's own header says. */
const sizeOf = (png: Uint8Array) => {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

describe('a chart', () => {
  it('is a picture 800 pixels wide, with words that say the same', async () => {
    const chart = await barChart({ title: 'Por situação', bars, lang: 'pt-BR' });
    expect(sizeOf(chart.png)).toEqual([800, 464]);
    expect(chart.alt).toBe('Por situação: Conectado 1.183; Não conectado <script>&" 12; Desconectado 0.');
    const columns = await columnChart(months);
    expect(sizeOf(columns.png)[0]).toBe(800);
    expect(columns.alt).toBe(
      'Entradas e saídas. set: Entradas 12.000, Saídas 9.000; out: Entradas -3.000, Saídas 1.500.',
    );
  });

  it('is the same bytes for the same numbers, and others for others', async () => {
    const draw = (value: number) => barChart({ title: 'Uma', bars: [{ label: 'Só uma', value }], lang: 'en' });
    const [one, again, other] = [await draw(7), await draw(7), await draw(8)];
    expect(Buffer.compare(one.png, again.png)).toBe(0);
    expect(Buffer.compare(one.png, other.png)).not.toBe(0);
  });

  it('escapes whatever it is given, and keeps it inside', () => {
    const nasty = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(
        nasty,
        fc.array(fc.record({ label: nasty, value: fc.nat() }), { minLength: 1, maxLength: 9 }),
        (title, each) => {
          const svg = drawBars(title, each, String);
          expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot|apos);)/);
          expect(svg.replace(/<(\/?)(svg|rect|text)( [^<>]*)?>/g, '')).not.toMatch(/[<>]/);
          for (const [, long] of svg.matchAll(/<rect x="20" y="[\d.]+" width="([\d.]+)"/g))
            expect(Number(long)).toBeLessThanOrEqual(width - 40);
        },
      ),
    );
  });

  it('cuts a long name where its place ends', () => {
    expect(clip('Padaria', 17, 200)).toBe('Padaria');
    const cut = clip('Comércio de Materiais de Construção e Ferragens Ltda', 17, 200);
    expect(cut).toMatch(/^Comércio de .*…$/);
    expect(measure(cut, 17)).toBeLessThanOrEqual(200);
  });

  it('has a scale with a round top, and room for what is below nothing', () => {
    expect([0, 1, 9, 29_500, 30_000, 76_000].map(ceiling)).toEqual([1, 1, 10, 30_000, 30_000, 100_000]);
    const svg = drawColumns(months, String);
    expect(svg).toContain('>15000<');
    expect(svg).toContain('>-3000<');
    const flat = drawColumns({ ...months, groups: [{ label: 'set', values: [0, 0] }] }, String);
    expect(flat).not.toMatch(/NaN|Infinity/);
  });
});
