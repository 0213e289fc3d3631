import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bot, scripted, startBot } from './bot.ts';

const guild = '1100000000000000001';
const [ana, bia, caio, duda] = [
  '1000000000000000001',
  '1000000000000000002',
  '1000000000000000003',
  '1000000000000000004',
];
const [everyone, fiscal, admins] = [guild, '1500000000000000001', '1500000000000000002'];
const [open, closed, thread, hidden] = [
  '1600000000000000001',
  '1600000000000000002',
  '1600000000000000003',
  '1600000000000000004',
];
const see = String(1 << 10);
const overwrite = (id: string, type: 0 | 1, allow: string, deny: string) => ({ id, type, allow, deny });

let bot: Bot;
beforeEach(async () => {
  bot = await startBot(
    'gateway',
    scripted(() => ({ kind: 'options', options: [] })),
  );
  const { places } = bot.fake;
  places.guild = {
    id: guild,
    owner_id: ana,
    roles: [
      { id: everyone, permissions: see },
      { id: fiscal, permissions: '0' },
      { id: admins, permissions: '8' },
    ],
  };
  for (const [id, roles] of [
    [ana, []],
    [bia, [fiscal]],
    [caio, []],
    [duda, [admins]],
  ] as const)
    places.members.set(id, { user: { id }, roles });
  places.channels.set(open, { id: open, type: 0, permission_overwrites: [] });
  places.channels.set(closed, {
    id: closed,
    type: 0,
    permission_overwrites: [overwrite(everyone, 0, '0', see), overwrite(fiscal, 0, see, '0')],
  });
  places.channels.set(thread, { id: thread, type: 11, parent_id: closed });
  places.channels.set(hidden, { id: hidden, type: 12, parent_id: open });
});
afterEach(() => bot.stop());

const gone = '1000000000000000009';
const readers = (channel: string, among: readonly string[] = [ana!, bia!, caio!, duda!, gone]) =>
  bot.surface.readers!({ workspace: guild, channel }, among);

describe('who reads a channel', () => {
  test('is whoever sees it by their roles and what it says of them; who left the server does not', async () => {
    expect(await readers(open!)).toEqual([ana, bia, caio, duda]);
    expect(await readers(closed!)).toEqual([ana, bia, duda]);
    expect(await readers(thread!)).toEqual([ana, bia, duda]);
    const own = bot.fake.places.channels.get(closed!) as { permission_overwrites: object[] };
    own.permission_overwrites.push(overwrite(bia!, 1, '0', see), overwrite(caio!, 1, see, '0'));
    expect(await readers(closed!)).toEqual([ana, caio, duda]);
  });

  test('is not known of a closed thread, of a channel that is out of sight, of a crowd, or while Discord does not say', async () => {
    expect(await readers(hidden!)).toBeUndefined();
    expect(
      await readers(
        open!,
        Array.from({ length: 16 }, (_, n) => String(n)),
      ),
    ).toBeUndefined();
    await expect(readers('1600000000000000009')).rejects.toThrow();
    bot.fake.troubles.push({ match: /GET .*members/, times: 99, status: 500 });
    await expect(readers(open!)).rejects.toThrow();
  });
});
