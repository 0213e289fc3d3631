import { afterEach, expect, test } from 'vitest';
import { draftsIn } from '../../drafts.ts';
import type { Part } from '../../fakes/discord/limits.ts';
import { look } from '../../fakes/discord/rendered.ts';
import { createFakeDiscord, type FakeDiscord } from '../../fakes/discord/server.ts';
import type { Interaction, Message } from '../../fakes/discord/state.ts';
import { createSample } from '../sample.ts';
import { type Bot, type Mode, startBot } from './bot.ts';
import { testWords } from './words.ts';

let fake: FakeDiscord;
let bot: Bot;
afterEach(async () => {
  expect(fake.refusals).toEqual([]);
  await bot.stop();
  await fake.stop();
});

const newest = (): Message =>
  fake.state.messages.filter((each) => !each.deleted).reduce((a, b) => (b.touched > a.touched ? b : a));
const press = async (label: string): Promise<Interaction> => {
  const button = look(newest().components).buttons.find((each) => each.label === label);
  if (!button?.id) throw new Error(`there is no button ${label} in ${look(newest().components).text}`);
  return bot.settled(await bot.person().press(newest(), button.id));
};
const standing = (form: Interaction): Record<string, unknown> =>
  Object.fromEntries(
    (form.modal!.components as Part[]).map(({ component }) => {
      const input = component as Part;
      const options = input.options as { value: string; default?: boolean }[] | undefined;
      return [
        input.custom_id,
        options ? options.filter((each) => each.default).map((each) => each.value) : (input.value ?? ''),
      ];
    }),
  );
const send = async (form: Interaction, values: Record<string, unknown>) =>
  bot.settled(await bot.person().submit(form, { ...standing(form), ...values } as never));

const typed = { name: 'Padaria Nova', email: 'nova@example.com', note: 'Ligar antes das dez' };

/** A form of one process is sent and refused; `another` is one that never heard of it. */
async function refused(mode: Mode, wrong: Record<string, string>, slow = 0) {
  fake = await createFakeDiscord();
  const kept = new Map<string, string>();
  const one = createSample();
  bot = await startBot(mode, one.core, { drafts: draftsIn(kept) }, fake);
  await bot.settled(await bot.person().command('lista'));
  const form = await press('Editar');
  one.slow(slow);
  await send(form, { ...typed, ...wrong });
  await bot.stop();
  const other = createSample();
  const drafts = draftsIn(kept);
  bot = await startBot(mode, other.core, { drafts }, fake);
  return { other, kept, drafts };
}

test.each([
  ['gateway', 'for a field', testWords.fix, { email: 'isto não é' }, 0],
  ['http', 'as a whole', testWords.back, { name: 'Ocupada' }, 0],
  ['gateway', 'for being too fast', testWords.back, {}, 3],
] as const)(
  'over %s, a form refused %s comes back from another process, with what was typed',
  async (mode, _, button, wrong, slow) => {
    const { other, kept } = await refused(mode, wrong, slow);
    const form = await press(button);
    expect(standing(form)).toEqual({ ...typed, ...wrong, city: ['Curitiba'] });
    // It can be closed and opened again, and be refused again.
    expect(standing(await press(button))).toEqual(standing(form));
    await send(form, { name: 'Ocupada', email: 'outra@example.com' });
    expect(standing(await press(testWords.back))).toMatchObject({ note: typed.note, email: 'outra@example.com' });
    await send(await press(testWords.back), typed);
    expect(other.runs).toEqual(['edit c1']);
    // The answer stands in the card that the form was opened from, and nothing waits any more.
    const left = fake.state.messages.filter((each) => !each.deleted);
    expect(left).toHaveLength(1);
    expect(look(left[0]!.components).text).toContain('c1: Padaria Nova, nova@example.com, Curitiba');
    expect([...kept]).toEqual([]);
  },
);

test('what cannot be had just now is not called old, and can be pressed again', async () => {
  const { drafts } = await refused('gateway', { name: 'Ocupada' });
  const { find } = drafts;
  drafts.find = async () => {
    throw new Error('the database is away');
  };
  const before = newest();
  await press(testWords.back);
  expect(look(newest().components).text).toBe(`⚠️ ${testWords.formAway}`);
  drafts.find = find;
  const button = look(before.components).buttons.find((each) => each.label === testWords.back)!;
  expect(standing(await bot.settled(await bot.person().press(before, button.id!)))).toMatchObject({ note: typed.note });
});

test('what nobody knows any more says what to type', async () => {
  const { kept } = await refused('gateway', { name: 'Ocupada' });
  kept.clear();
  await press(testWords.back);
  expect(look(newest().components).text).toContain('Digite /lista');
});
