import { expect, it } from 'vitest';
import { placeOf } from '../../adapters/discord/translate.ts';
import { fromCommand } from '../../adapters/slack/asked.ts';

// What a channel is called is kept when a digest is planned, for where it cannot be seen: so the platforms have to say it.
it('is said by Slack of the channel somebody is in', () => {
  const body = { command: '/resumo', text: '', user_id: 'U1', team_id: 'T1', channel_id: 'C1', channel_name: 'geral' };
  expect(fromCommand(body as Parameters<typeof fromCommand>[0], () => 'k')).toMatchObject({
    channel: 'C1',
    channelName: 'geral',
  });
});

it('is said by Discord of the channel somebody is in, and of one that they chose', () => {
  const data = { resolved: { channels: { 9: { id: '9', name: 'avisos' } } } };
  const interaction = { guild_id: '1', channel: { id: '8', name: 'geral' }, member: { user: { id: '2' } }, data };
  const place = placeOf(interaction as unknown as Parameters<typeof placeOf>[0]);
  expect([place.channelName?.('8'), place.channelName?.('9'), place.channelName?.('7')]).toEqual([
    'geral',
    'avisos',
    undefined,
  ]);
});
