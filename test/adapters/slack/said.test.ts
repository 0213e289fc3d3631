import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../../ask/population.ts';
import { type Bench, startBench } from '../../fakes/slack/driver.ts';
import { directOf } from '../../fakes/slack/state.ts';
import { createSample, type Sample } from '../sample.ts';

describe.each(['http', 'socket'] as const)('what is said on Slack over %s', (mode) => {
  let sample: Sample;
  let bench: Bench;
  beforeEach(async () => {
    sample = createSample();
    bench = await startBench(sample.core, mode);
  });
  afterEach(async () => {
    await bench.stop();
    expect(bench.fake.state.refused).toEqual([]);
    expect(bench.errors).toEqual([]);
  });
  const heard = () => sample.runs.filter((run) => run.startsWith('said ')).map((run) => run.slice(5));

  test('in private is answered there, in its thread', async () => {
    await bench.person.say('quem vence &lt;hoje&gt;?');
    await expect.poll(() => bench.person.messages().length).toBe(1);
    expect(heard()).toEqual(['quem vence <hoje>?']);
    expect(bench.person.messages()[0]!.only).toBeUndefined();
    await bench.person.say('e amanhã?', { thread_ts: '1700000000.000001' });
    await expect.poll(() => bench.person.messages().length).toBe(2);
    expect(bench.person.messages()[1]!.thread).toBe('1700000000.000001');
  });

  test('where the conversation is opened, what may be asked is suggested; where Slack knows no such thing, nothing is amiss', async () => {
    await bench.person.openHome('messages');
    const prompts = () => bench.fake.state.prompts.get(directOf('U0000001'));
    await expect.poll(() => prompts()?.length).toBe(4);
    expect(prompts()![0]).toEqual({ title: 'Um', message: 'pergunta Um' });
    bench.fake.state.trouble.set('assistant.threads.setSuggestedPrompts', [{ error: 'missing_scope' }]);
    await bench.person.openHome('messages');
    await bench.quiet();
    await bench.person.say('oi');
    await expect.poll(() => bench.person.messages().length).toBe(1);
  });

  test('with the name of the app is answered for the asker alone; without words, too', async () => {
    await bench.person.mention('vencidos');
    await bench.person.mention('');
    await expect.poll(() => bench.person.messages().length).toBe(2);
    expect(bench.person.messages().every(({ only, channel }) => only === 'U0000001' && channel === 'C0000001')).toBe(
      true,
    );
    expect(heard()).toEqual(['vencidos', '']);
    expect(bench.another({ user: 'U0000002' }).messages()).toEqual([]);
  });

  test('once: what Slack repeats, or somebody edits, is not answered again', async () => {
    await bench.person.say('oi', { ts: '1700000001.000001' });
    await bench.person.again();
    const message = { user: 'U0000001', text: 'oi!', ts: '1700000001.000001' };
    await bench.person.say('', { subtype: 'message_changed', user: undefined, message });
    await bench.quiet();
    expect(heard()).toEqual(['oi']);
    // A message that was empty, and is now something.
    await bench.person.say('', {
      subtype: 'message_changed',
      user: undefined,
      message: { ...message, ts: '1700000002.000001' },
    });
    await expect.poll(heard).toEqual(['oi', 'oi!']);
  });

  test('by hundreds of people and programs: what is for it is answered, and nothing else', async () => {
    const random = createRandom(17);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
    const words = [
      'oi',
      '👍',
      '```const x = 1```',
      'vencidos',
      '<https://a.b|a.b>',
      '&amp;',
      '*negrito*',
      'quem vence?',
      '   ',
      '',
    ];
    const expected: string[] = [];
    for (let i = 0; i < 300; i++) {
      const text = `${pick(words)}`;
      const said = text.trim();
      switch (pick(['private', 'mention', 'bot', 'self', 'join', 'file', 'channel', 'deleted'] as const)) {
        case 'private':
          await bench.person.say(text);
          if (said) expected.push(said);
          break;
        case 'mention':
          await bench.person.mention(text);
          expected.push(said);
          break;
        case 'bot':
          await bench.person.say(text, { bot_id: 'B1' });
          break;
        case 'self':
          await bench.person.say(text, { user: 'U0BOT0000' });
          break;
        case 'join':
          await bench.person.say(text, { subtype: 'channel_join' });
          break;
        case 'file':
          await bench.person.say('', { subtype: 'file_share' });
          break;
        case 'channel':
          await bench.person.say(text, { channel_type: 'channel', channel: 'C0000001' });
          break;
        case 'deleted':
          await bench.person.say('', { subtype: 'message_deleted', user: undefined });
          break;
      }
    }
    await bench.quiet(300);
    const plain = (each: string) => each.replace('<https://a.b|a.b>', 'a.b').replace('&amp;', '&');
    expect(heard().toSorted()).toEqual(expected.map(plain).toSorted());
    expect(bench.person.messages()).toHaveLength(expected.length);
  });
});
