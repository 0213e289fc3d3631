import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arranged, menuId, mostButtons } from '../../src/kit/arrange.ts';
import { type Button, headline, type Press, type View } from '../../src/kit/view.ts';
import { createBot } from './bot.ts';

const press = (input: string) => ({ action: 'a.b', input: { input } }) as unknown as Press;
const button = (label: string, more: Partial<Pick<Button, 'style' | 'aside'>> = {}): Button => ({
  label,
  press: press(label),
  ...more,
});
const link = (label: string): Button => ({ label, url: 'https://example.com' });
const inRows = (...rows: Button[][]): View => ({ blocks: rows.map((buttons) => ({ kind: 'buttons', buttons })) });
const laid = (view: View) =>
  arranged(view).map((block) =>
    block.kind === 'buttons' || block.kind === 'acts'
      ? [block.kind, ...block.buttons.map((each) => each.label)]
      : block.kind,
  );

it('leaves three acts as they are, and makes a menu of what is more', () => {
  expect(laid(inRows([button('a'), button('b', { style: 'danger' }), link('c')]))).toEqual([
    ['buttons', 'a', 'b', 'c'],
  ]);
  expect(laid(inRows([button('a'), button('b')], [button('c', { style: 'primary' }), button('d')]))).toEqual([
    ['buttons', 'a', 'b'],
    ['buttons', 'c'],
    ['acts', 'd'],
  ]);
});

it('makes another menu of what one does not hold, and drops nothing', async () => {
  const all = Array.from({ length: 60 }, (_, i) => String(i));
  const [shown, ...menus] = laid(inRows(all.map((each) => button(each))));
  expect(menus.map((each) => each.length - 1)).toEqual([25, 25, 7]);
  expect([shown, ...menus].flatMap((each) => each!.slice(1))).toEqual(all);
});

it('puts the rare into the menu though there is room, and the dangerous when there is none', () => {
  expect(laid(inRows([button('a', { style: 'primary' }), button('b', { aside: true })]))).toEqual([
    ['buttons', 'a'],
    ['acts', 'b'],
  ]);
  expect(laid(inRows([button('a', { style: 'danger' }), button('b'), button('c'), button('d')]))).toEqual([
    ['buttons', 'b', 'c', 'd'],
    ['acts', 'a'],
  ]);
});

it('loses no act, shows none twice, and one of them stands out where any was to', () => {
  const any = fc.record({
    label: fc.string({ minLength: 1, maxLength: 4 }),
    style: fc.constantFrom(undefined, 'primary' as const, 'danger' as const),
    aside: fc.boolean(),
    url: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(fc.array(any, { maxLength: 5 }), { maxLength: 4 }), (rows) => {
      const view = inRows(
        ...rows.map((row) =>
          row.map(({ url, ...each }) => (url ? { ...link(each.label), style: each.style } : button(each.label, each))),
        ),
      );
      const blocks = arranged(view);
      const shown = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
      const inMenu = blocks.flatMap((block) => (block.kind === 'acts' ? block.buttons : []));
      const links = rows.flat().filter(({ url }) => url).length;
      expect(shown.length).toBeLessThanOrEqual(Math.max(mostButtons, links + 1));
      const wanted = rows.flat().some(({ style }) => style === 'primary');
      expect(shown.filter(({ style }) => style === 'primary').length).toBe(wanted ? 1 : 0);
      expect(blocks.filter(({ kind }) => kind === 'acts').length).toBeLessThanOrEqual(1);
      expect([...shown, ...inMenu].map((each) => each.label).sort()).toEqual(
        rows
          .flat()
          .map((each) => each.label)
          .sort(),
      );
    }),
  );
});

it('does what is picked from the menu, planned as that act is', async () => {
  const bot = createBot();
  expect(bot.core.plan({ kind: 'press', id: menuId, picked: ['notes.open|x'] })).toBe('form');
  expect(await bot.ask({ kind: 'press', id: menuId, picked: ['notes.open|x'] })).toMatchObject({ kind: 'form' });
  await bot.ask({ kind: 'press', id: menuId, picked: ['notes.pick|x'] });
  expect(bot.runs.at(-1)).toMatchObject({ input: { about: 'x' }, picked: [] });
  expect(await bot.ask({ kind: 'press', id: menuId })).toMatchObject({ kind: 'view', refused: {} });
});

it('has one line for what a view says first', () => {
  expect(headline({ title: 'Loja: vence hoje', tone: 'warn', blocks: [] })).toBe('⚠️ Loja: vence hoje');
  expect(headline({ tone: 'good', blocks: [{ kind: 'text', text: ['Salvo: ', { bold: 'Loja' }] }] })).toBe(
    '✅ Salvo: Loja',
  );
  expect(headline({ blocks: [] })).toBe('');
});
