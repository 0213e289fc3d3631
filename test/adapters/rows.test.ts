import { expect, test } from 'vitest';
import { renderMessage } from '../../adapters/discord/render.ts';
import { renderSlack } from '../../adapters/slack/render.ts';
import { pageSize } from '../../src/clients/reads/page.ts';
import { steps } from '../../src/kit/steps.ts';
import { plainText, type SealedView } from '../../src/kit/view.ts';
import { words } from '../../src/words/index.ts';
import { checkMessage, type Part } from '../fakes/discord/limits.ts';
import { look } from '../fakes/discord/rendered.ts';
import { refuseMessage } from '../fakes/slack/limits.ts';

const names = Array.from({ length: pageSize }, (_, i) => `Padaria ${i}`);
const option = { label: 'Vencimento: vencidos', value: 'expiry:overdue' };
const menu = (label: string) => ({
  kind: 'choice' as const,
  label,
  press: `clients.narrow|${label}`,
  options: [option],
});
/** As full as a page of a list gets: its rows, five menus and three buttons. */
const list: SealedView = {
  title: '2 vencidos',
  tone: 'bad',
  blocks: [
    {
      kind: 'table',
      caption: '34 clientes · página 2 de 5',
      columns: [{ label: 'Nome' }, { label: 'Situação' }, { label: 'Vencimento' }],
      rows: names.map((name) => [name, 'Conectado', '']),
      acts: names.map((_, i) => [{ label: i === 0 ? 'Renovar' : 'Abrir', press: `clients.card|${i}` }]),
    },
    ...['Mais', 'Abrir cliente', 'Filtrar por', 'Ir para a letra', 'Por plano'].map(menu),
    {
      kind: 'buttons',
      buttons: ['Anterior', 'Próxima', 'Filtros'].map((label) => ({ label, press: `clients.page|${label}` })),
    },
  ],
};

test('a page of a list has its act beside every row on Discord, and all of its menus, and leaves nothing out', () => {
  const { body, lost } = renderMessage(list, words['pt-BR'].platforms.discord.says) as ReturnType<
    typeof renderMessage
  > & { lost: number };
  expect(checkMessage(body as unknown as Record<string, unknown>, [])).toEqual({ problems: [], breaks: false });
  expect(lost).toBe(0);
  const parts = (body.components[0] as unknown as { components: Part[] }).components;
  const sections = parts.filter((part) => part.type === 9);
  expect(sections.map((part) => (part.accessory as Part).label)).toEqual([
    'Renovar',
    ...names.slice(1).map(() => 'Abrir'),
  ]);
  expect((sections[0]!.components as Part[])[0]!.content).toBe('**Padaria 0** · Conectado');
  expect(look(parts).menus).toHaveLength(5);
});

test('a row has its act beside it on Slack, named for whoever hears it', () => {
  const message = renderSlack(list, words['pt-BR'].platforms.slack.says);
  expect(refuseMessage(message)).toEqual([]);
  const rows = message.blocks.filter((block) => block.type === 'section' && block.accessory?.type === 'button');
  expect(rows).toHaveLength(pageSize);
  expect(rows[0]).toMatchObject({
    text: { type: 'mrkdwn', text: '*Padaria 0*\nConectado' },
    accessory: { text: { text: 'Renovar' }, value: '0:clients.card|0', accessibility_label: 'Renovar: Padaria 0' },
  });
});

test('where rows cannot stand, what stood beside them is still there', () => {
  const plainer = [...steps(list)].slice(1);
  expect(plainer.length).toBeGreaterThan(0);
  for (const view of plainer) {
    const buttons = view.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
    expect(buttons.map(({ label }) => label)).toEqual(expect.arrayContaining(['Renovar: Padaria 0', 'Próxima']));
    expect(plainText(view)).toContain('Padaria 7');
  }
});
