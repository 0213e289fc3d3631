import { afterEach, expect, test } from 'vitest';
import { look } from '../../fakes/discord/rendered.ts';
import type { Interaction, Message } from '../../fakes/discord/state.ts';
import { createSample, type Sample } from '../sample.ts';
import { type Bot, type Mode, startBot } from './bot.ts';
import { testWords } from './words.ts';

const [aurora, boreal] = ['1100000000000000001', '1100000000000000009'];
const me = '1000000000000000001';

let bot: Bot;
let sample: Sample;
/** For whom the core was asked, in order. */
let asked: string[];
afterEach(async () => {
  expect(bot.fake.refusals).toEqual([]);
  expect(bot.logged.filter(({ level }) => level !== 'info')).toEqual([]);
  await bot.stop();
});

/** Somebody who belongs to the firms of these servers, in private with the bot. */
async function begin(mode: Mode, ...workspaces: string[]) {
  asked = [];
  const base = createSample();
  sample = createSample({
    seats: async () =>
      workspaces.map((workspace) => ({
        workspace,
        firmId: workspace,
        firm: workspace === aurora ? 'Aurora' : 'Boreal',
      })),
    identify: async (place) => {
      asked.push(place.workspace);
      return {
        firm: { id: place.workspace, name: '', timeZone: 'UTC', version: 1 },
        actor: { kind: 'member', id: 'm1', name: 'Ana', role: 'admin' },
        can: () => true,
        locale: 'pt-BR',
      };
    },
  });
  bot = await startBot(mode, sample.core);
  const person = bot.person({ guild: null });
  const settled = async (sent: Promise<Interaction>) => bot.settled(await sent);
  const newest = (): Message =>
    bot.fake.state.messages.filter((each) => !each.deleted).reduce((a, b) => (b.touched > a.touched ? b : a));
  const press = async (label: string) => {
    const button = look(newest().components).buttons.find((each) => each.label === label);
    if (!button?.id) throw new Error(`there is no button ${label} in ${look(newest().components).text}`);
    return settled(person.press(newest(), button.id));
  };
  return { base, person, settled, newest, press, text: () => look(newest().components).text };
}

/** A card of a firm, as it is sent in private without being asked for. */
async function sendCard(workspace: string): Promise<void> {
  const listed = await sample.core.handle({
    key: `card ${workspace}`,
    place: { platform: 'discord', workspace, user: me, isAdmin: async () => false },
    asked: { kind: 'command', command: 'lista', options: {} },
  });
  if (listed.kind !== 'view') throw new Error('no card');
  const address = { platform: 'discord', workspace, channel: me, direct: true };
  expect(await bot.surface.deliver(address, listed.view, { key: workspace })).toMatchObject({ ok: true });
  asked.length = 0;
}

test.each(['gateway', 'http'] as const)('what is sent in private can be worked there (%s)', async (mode) => {
  const { press, settled, person, text, newest } = await begin(mode, aurora);
  await sendCard(aurora);
  await press('Somar');
  await press('Somar');
  expect(text()).toContain('Contagem: 2');
  const opened = await press('Editar');
  const values = { name: 'Padaria Nova', email: 'nova@example.com', city: ['Curitiba'], note: '' };
  await settled(person.submit(opened, values));
  expect(text()).toContain('c1: Padaria Nova');
  await settled(person.command('lista'));
  expect(text()).toContain('Contagem: 0');
  expect(newest().channel).not.toBe('1100000000000000002');
  expect(new Set(asked)).toEqual(new Set([aurora]));
});

test('of two firms it is the one whose card was pressed, also on what the press led to', async () => {
  const { press, settled, person } = await begin('gateway', aurora, boreal);
  for (const workspace of [boreal, aurora]) {
    await sendCard(workspace);
    await press('Somar');
    const opened = await press('Editar');
    await settled(person.submit(opened, { name: 'Ocupada', email: 'nova@example.com' }));
    // Refused as a whole: the form waits behind a button, with what was typed, and still knows for whom.
    const again = await press(testWords.back);
    await settled(person.submit(again, { name: 'Padaria', email: 'nova@example.com' }));
    expect(asked).toEqual(asked.map(() => workspace));
    expect(asked.length).toBeGreaterThanOrEqual(4);
  }
  expect(sample.runs.filter((run) => run.startsWith('edit'))).toHaveLength(2);
});

test('of two firms, and nothing to tell them apart, the person is asked', async () => {
  const { press, settled, person, text } = await begin('gateway', aurora, boreal);
  await settled(person.command('enviar'));
  expect(text()).toContain('Para qual escritório?');
  asked.length = 0;
  const opened = await press('Boreal');
  expect(opened.modal).toMatchObject({ title: 'Enviar arquivo' });
  await settled(person.submit(opened, { file: { name: 'a.csv', bytes: Buffer.from('oi') } }));
  expect(text()).toContain('Recebido a.csv: oi');
  expect(new Set(asked)).toEqual(new Set([boreal]));
});
