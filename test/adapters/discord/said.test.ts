import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../../ask/population.ts';
import { look } from '../../fakes/discord/rendered.ts';
import { applicationId, home } from '../../fakes/discord/server.ts';
import { createSample, type Sample } from '../sample.ts';
import { type Bot, type Mode, startBot } from './bot.ts';
import { testWords } from './words.ts';

const guild = '1100000000000000001';
const ana = '1000000000000000001';

describe.each(['gateway', 'http'] as Mode[])('what is written on Discord, interactions over %s', (mode) => {
  let sample: Sample;
  let bot: Bot;
  beforeEach(async () => {
    sample = createSample({ seats: async () => [{ workspace: guild, firmId: 'f1', firm: 'Contábil Aurora' }] });
    bot = await startBot(mode, sample.core);
  });
  afterEach(async () => {
    await bot.stop();
    expect(bot.fake.refusals).toEqual([]);
    expect(sample.errors).toEqual([]);
  });
  const heard = () => sample.runs.filter((run) => run.startsWith('said ')).map((run) => run.slice(5));
  const standing = () => bot.fake.state.messages.filter(({ deleted }) => !deleted);
  const quiet = async (ms = 150) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    await expect.poll(() => bot.fake.quietFor(80), { timeout: 10_000 }).toBe(true);
  };

  test('in private is answered there', async () => {
    await bot.person({ guild: null }).write('quem vence hoje?');
    await expect.poll(() => standing().length).toBe(1);
    expect(heard()).toEqual(['quem vence hoje?']);
    expect(standing()[0]!.channel).toBe(bot.fake.state.direct(ana));
    expect(look(standing()[0]!.components).text).toContain('quem vence hoje?');
  });

  test('with the name of the bot gets a reply without data, whose button answers the asker alone', async () => {
    const asked = await bot.person().mention('vencidos da <@1000000000000000002>');
    await expect.poll(() => standing().length).toBe(1);
    const [reply] = standing();
    expect({ channel: reply!.channel, replyTo: reply!.replyTo, private: reply!.private }).toEqual({
      channel: home,
      replyTo: asked.id,
      private: false,
    });
    expect(heard()).toEqual([]);
    expect(JSON.stringify(reply!.components)).not.toContain('vencidos');
    const button = look(reply!.components).buttons.find(({ label }) => label === testWords.see)!;
    const other = await bot.settled(await bot.person({ user: '1000000000000000002' }).press(reply!, button.id!));
    expect(other.original!.private).toBe(true);
    expect(look(other.original!.components).text).toContain(testWords.askYourself);
    expect(heard()).toEqual([]);
    const mine = await bot.settled(await bot.person().press(reply!, button.id!));
    expect(heard()).toEqual(['vencidos da bia']);
    expect(mine.original!.private).toBe(true);
    expect(look(mine.original!.components).text).toContain('vencidos');
    expect(standing().filter((each) => !each.private)).toHaveLength(1);
  });

  test('is read anew when the button is pressed; one that is gone is asked for again', async () => {
    const asked = await bot.person().mention('vencidos');
    await expect.poll(() => standing().length).toBe(1);
    const [reply] = standing();
    const { id } = look(reply!.components).buttons[0]!;
    await bot.person().edit(asked.id, `<@${applicationId}> conectados`);
    await bot.settled(await bot.person().press(reply!, id!));
    expect(heard()).toEqual(['conectados']);
    bot.fake.written.clear();
    const pressed = await bot.person().press(reply!, id!.replace(asked.id, '1300000000000000001'));
    expect(look((await bot.settled(pressed)).original!.components).text).toContain(testWords.questionGone);
    bot.fake.refusals.splice(0);
  });

  test('where the channel takes no reply, is answered in private', async () => {
    bot.fake.troubles.push({
      match: /POST \/channels\/1100000000000000002\/messages/,
      times: 9,
      status: 403,
      code: 50013,
    });
    await bot.person().mention('vencidos');
    await expect.poll(() => standing().length).toBe(1);
    expect(standing()[0]!.channel).toBe(bot.fake.state.direct(ana));
    expect(heard()).toEqual(['vencidos']);
  });

  test('is answered once, however often it comes and whatever becomes of it', async () => {
    const person = bot.person({ guild: null });
    const { id } = await person.write('oi');
    await expect.poll(() => standing().length).toBe(1);
    await person.write('oi', { id });
    await person.edit(id, 'oi!');
    await quiet();
    expect(heard()).toEqual(['oi']);
    // In a channel: it was not for the bot, and now is.
    const later = await bot.person().write('olá a todos');
    await bot.person().edit(later.id, `<@${applicationId}> vencidos`);
    await expect.poll(() => standing().length).toBe(2);
    await bot.person().edit(later.id, `<@${applicationId}> vencidos!`);
    await quiet();
    expect(standing()).toHaveLength(2);
  });

  test('and answered by another copy of the process, is not answered again when it is edited', async () => {
    const person = bot.person({ guild: null });
    const { id, timestamp } = await person.write('oi');
    await expect.poll(() => standing().length).toBe(1);
    const second = await startBot(mode, sample.core, {}, bot.fake);
    bot.fake.state.forget();
    await person.edit(id, 'oi, tudo bem?', { timestamp });
    await quiet();
    expect(heard()).toEqual(['oi']);
    expect(standing()).toHaveLength(1);
    await second.stop();
  });

  test('by hundreds of people and programs: what is for it is answered, and nothing else', async () => {
    const random = createRandom(17);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
    const words = ['oi', '👍', '```const x = 1```', 'vencidos', '**negrito**', 'quem vence?', '   ', ''];
    const alone = bot.person({ guild: null });
    const among = bot.person();
    const expected: string[] = [];
    let mentions = 0;
    for (let i = 0; i < 300; i++) {
      const text = pick(words);
      switch (pick(['private', 'mention', 'bot', 'self', 'hook', 'join', 'file', 'channel', 'everyone'] as const)) {
        case 'private':
          await alone.write(text);
          if (text.trim()) expected.push(text.trim());
          break;
        case 'mention':
          await among.mention(text);
          mentions++;
          break;
        case 'bot':
          await alone.write(text, { author: { id: '5', username: 'outro', bot: true } });
          break;
        case 'self':
          await alone.write(text, { author: { id: applicationId, username: 'carteira', bot: true } });
          break;
        case 'hook':
          await among.mention(text, { webhook_id: '77' });
          break;
        case 'join':
          await among.mention(text, { type: 7 });
          break;
        case 'file':
          await alone.write('', {
            attachments: [{ id: '1', filename: 'a.pdf', size: 1, url: 'https://example.com/a.pdf' }],
          });
          break;
        case 'channel':
          await among.write(text);
          break;
        case 'everyone':
          await among.write(text, { mention_everyone: true });
          break;
      }
    }
    await expect.poll(() => standing().length, { timeout: 20_000 }).toBe(expected.length + mentions);
    await quiet(300);
    expect(heard().toSorted()).toEqual(expected.toSorted());
    expect(standing()).toHaveLength(expected.length + mentions);
    expect(standing().filter(({ channel }) => channel === home)).toHaveLength(mentions);
  });
});
