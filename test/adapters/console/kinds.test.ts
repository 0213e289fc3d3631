import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Asked, Core, Outcome, SealedField } from '../../../src/kit/incoming.ts';
import type { SealedView } from '../../../src/kit/view.ts';
import { consoleWords as w } from '../../../src/words/pt-BR/console.ts';
import { type Browser, browserSuite, launch, type Tab } from '../../browser.ts';
import { type Stand, stand } from './fixture.ts';
import { answered } from './page-driver.ts';

const cities = ['Aracaju', 'Brasília', 'Curitiba'].map((city) => ({ label: city, value: city.slice(0, 1) }));
const field = (name: string, kind: SealedField['kind'], more: Partial<SealedField> = {}): SealedField => ({
  name,
  kind,
  label: name,
  required: false,
  ...more,
});
const fields = [
  field('Nota', 'long', { hint: 'Até dez letras.', max: 10 }),
  field('Cidades', 'choices', { options: cities, value: ['B'] }),
  field('Quem', 'search'),
  field('Pessoa', 'user', { required: true }),
  field('Canal', 'channel', { value: 'console' }),
];
/** One dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const view: SealedView = {
  title: 'Tudo',
  tone: 'bad',
  blocks: [
    {
      kind: 'text',
      text: [
        'Veja ',
        { code: '/ajuda' },
        ', ',
        { link: 'o portal', url: 'https://example.com/' },
        ' e ',
        { link: 'isto', url: 'javascript:alert(1)' },
      ],
    },
    { kind: 'note', text: ['Sai em ', { channel: 'console' }, ' e em ', { channel: 'C9', name: 'avisos' }] },
    {
      kind: 'groups',
      groups: [{ heading: 'Vencidos', items: [[{ bold: '<b>Ana</b>' }, ' · ontem'], 'Bia'], rest: 'E mais 3.' }],
    },
    { kind: 'image', name: 'g.png', alt: 'Três barras, a maior em março.', png },
    { kind: 'choice', label: 'Cidades', press: 'p1', options: cities, selected: ['A'], many: true },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Fora', url: 'javascript:alert(1)' },
        { label: 'Excluir', style: 'danger', press: 'p2' },
      ],
    },
  ],
};

/** A row that is wider than what a small window leaves beside the side bar, and an address wider than half a phone. */
const wide: SealedView = {
  blocks: [
    { kind: 'facts', facts: ['E-mail', 'Nome'].map((label) => ({ label, value: 'financeiro@padariapao.com.br' })) },
    {
      kind: 'table',
      caption: 'Pedidos',
      columns: ['Empresa', 'E-mail', 'Recebido', 'Válido até', 'Plano'].map((label) => ({ label })),
      rows: [
        ['Restaurante Sabor da Serra', 'financeiro@restaurantesabor.com.br', 'hoje', '28/12/2026', 'Performance II'],
      ],
      acts: [[{ label: 'Aceitar', press: 'p3' }]],
    },
  ],
};

browserSuite('every kind of thing, in a browser', () => {
  let browser: Browser;
  let room: Stand;
  let tab: Tab;
  let page: Page;
  let asked: Asked[];
  const answer = (each: Asked): Outcome => {
    if (each.kind === 'search')
      return { kind: 'options', options: [{ label: 'Oficina do Zé', value: 'id-7', description: '12.345' }] };
    if (each.kind === 'typed' && each.command === 'form')
      return { kind: 'form', form: { id: 'f', title: 'Formulário', submit: 'Ir', fields } };
    return { kind: 'view', answers: 'private', view: each.kind === 'typed' && each.command === 'wide' ? wide : view };
  };
  const core: Core = {
    plan: () => 'private',
    handle: async (incoming) => {
      asked.push(incoming.asked);
      return answer(incoming.asked);
    },
  };
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    asked = [];
    room = await stand(core);
    tab = await browser.open(room.address);
    page = tab.page;
  });
  afterEach(async () => {
    await tab.context.close();
    await room.stop();
    expect(tab.troubles).toEqual([]);
  });

  const act = (what: () => Promise<void>) => answered(page, room, 'ana', what);
  const say = async (text: string) => {
    await page.getByRole('textbox', { name: w.message }).fill(text);
    await act(() => page.keyboard.press('Enter'));
  };
  const card = () => page.locator('.messages > .bot .card').last();

  test('every field gives what stands in it', async () => {
    await say('/form');
    const dialog = page.getByRole('dialog', { name: 'Formulário' });
    await dialog.getByLabel('Nota').fill('duas\nlinhas');
    await dialog.getByRole('group', { name: 'Cidades' }).getByLabel('Curitiba').check();
    await dialog.getByRole('combobox', { name: 'Quem' }).pressSequentially('of');
    await dialog.getByRole('option', { name: 'Oficina do Zé' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await dialog.getByRole('combobox', { name: 'Quem' }).inputValue()).toBe('Oficina do Zé');
    await dialog.getByLabel('Pessoa').selectOption({ label: 'Bruno Tavares' });
    await act(() => dialog.getByRole('button', { name: 'Ir' }).click());
    expect(asked.at(-1)).toEqual({
      kind: 'submit',
      id: 'f',
      fields: { Nota: 'duas\nlinhas', Cidades: ['B', 'C'], Quem: 'id-7', Pessoa: 'bruno', Canal: 'console' },
    });
    expect(asked.find((each) => each.kind === 'search')).toMatchObject({ id: 'f', field: 'Quem', typed: 'of' });
  });

  test('what is typed anew is no suggestion any more', async () => {
    await say('/form');
    const dialog = page.getByRole('dialog', { name: 'Formulário' });
    const who = dialog.getByRole('combobox', { name: 'Quem' });
    await who.pressSequentially('of');
    await dialog.getByRole('option', { name: 'Oficina do Zé' }).click();
    await who.press('End');
    await who.pressSequentially('!');
    await act(() => dialog.getByRole('button', { name: 'Ir' }).click());
    expect(asked.at(-1)).toMatchObject({ kind: 'submit', fields: { Quem: 'Oficina do Zé!' } });
  });

  test('a menu of several gives all that are chosen, once', async () => {
    await say('tudo');
    await card().getByRole('button', { name: 'Cidades Aracaju' }).click();
    await page.getByRole('option', { name: 'Curitiba' }).click();
    await page.getByRole('option', { name: 'Brasília' }).click();
    await page.getByRole('option', { name: 'Brasília' }).click();
    await act(() => page.getByRole('button', { name: w.apply }).click());
    expect(asked.at(-1)).toEqual({ kind: 'press', id: 'p1', picked: ['A', 'C'] });
  });

  test('what belongs together stands as a list under its heading', async () => {
    await say('tudo');
    const group = card().locator('section', { has: page.getByRole('heading', { name: 'Vencidos' }) });
    expect(await group.getByRole('listitem').allTextContents()).toEqual(['<b>Ana</b> · ontem', 'Bia']);
    expect(await group.locator('strong').allTextContents()).toEqual(['<b>Ana</b>']);
    expect(await group.locator('.note').textContent()).toBe('E mais 3.');
  });

  test('a channel is called what it is called', async () => {
    await say('tudo');
    expect(await card().textContent()).toContain(`Sai em #${w.channel} e em #avisos`);
  });

  test('pictures speak, tones show, and only addresses of the web are links', async () => {
    await say('tudo');
    const picture = card().getByRole('img', { name: 'Três barras, a maior em março.' });
    await expect.poll(() => picture.evaluate((image) => image.naturalWidth)).toBe(1);
    expect(await card().getAttribute('data-tone')).toBe('bad');
    const links = await card()
      .getByRole('link')
      .evaluateAll((all) => all.map((each) => [each.textContent, each.rel, each.target]));
    expect(links.map(([text]) => text)).toEqual(['o portal', '']);
    for (const [, rel, target] of links) expect([rel, target]).toEqual(['noopener noreferrer', '_blank']);
    expect(await card().locator('code').textContent()).toBe('/ajuda');
    expect(await card().getByRole('button', { name: 'Fora' }).count()).toBe(0);
  });

  test('nothing of a row is hidden in any window, and what it calls for is in sight', async () => {
    await say('/wide');
    for (const width of [390, 700, 840, 940, 1040, 1180, 1440]) {
      await page.setViewportSize({ width, height: 760 });
      const table = card().locator('.table');
      expect([width, await table.evaluate((each) => each.scrollWidth - each.clientWidth)]).toEqual([width, 0]);
      const room = (await table.boundingBox())!;
      const button = (await card().getByRole('button', { name: 'Aceitar' }).boundingBox())!;
      expect(button.x + button.width).toBeLessThanOrEqual(room.x + room.width);
    }
  });

  test('an address that is too long for its line goes on after its @', async () => {
    await page.setViewportSize({ width: 390, height: 600 });
    await say('/wide');
    const lines = await card()
      .locator('dd')
      .first()
      .evaluate((each) => {
        const range = each.ownerDocument.createRange();
        const texts = [...each.childNodes].filter(({ nodeType }) => nodeType === 3);
        return texts.map((text) => {
          range.selectNodeContents(text);
          return range.getClientRects().length;
        });
      });
    expect(lines).toEqual([1, 1]);
  });
});
