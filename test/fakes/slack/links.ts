import type { Person } from './person.ts';
import type { FakeSlack } from './server.ts';
import type { Json } from './state.ts';

/** Writes links into the channel, or as yet into what is to be said there. */
export function share({ state }: FakeSlack, { parts: { channel, user, tell } }: Person, links: string[], more?: Json) {
  for (const url of links) state.links.set(url, state.links.get(url));
  const written = links.map((url) => ({ domain: new URL(url).hostname, url }));
  const where = more ?? { source: 'conversations_history', message_ts: state.ts() };
  const unfurl_id = `${channel}.1.${links.length}`;
  return tell({ type: 'link_shared', channel, user, unfurl_id, links: written, ...where });
}

/** Presses the button that stands below a link. */
export function pressBelow({ state }: FakeSlack, { parts }: Person, url: string) {
  const { who, channel, trigger, responseUrl, send } = parts;
  const block = state.links.get(url)?.find((each) => each.type === 'actions');
  if (!block) throw new Error(`there is no button below ${url}`);
  const [{ type, action_id }] = block.elements;
  const unfurled = { is_app_unfurl: true, app_unfurl_url: url };
  const payload = {
    type: 'block_actions',
    ...who,
    channel: { id: channel, name: 'geral' },
    container: { type: 'message_attachment', message_ts: '1.2', channel_id: channel, ...unfurled },
    app_unfurl: { id: 1, blocks: state.links.get(url), ...unfurled },
    trigger_id: trigger(),
    response_url: responseUrl(channel).url,
    actions: [{ type, block_id: 'b', action_id, action_ts: state.ts() }],
  };
  return send('interactive', payload, () => undefined);
}
