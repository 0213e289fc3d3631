import type { Person, Upload } from './person.ts';
import type { FakeSlack } from './server.ts';

/** Slack writes texts with entities, and a name in them as what it notifies. */
const entities = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Uses a shortcut of the app's on a message that somebody else wrote, as Slack sends it (message_action). */
export function useOnMessage(
  { state, url }: FakeSlack,
  { parts: { who, channel, trigger, responseUrl, send } }: Person,
  callback_id: string,
  { text, files = [] }: { text: string; files?: readonly Upload[] },
) {
  const ts = state.ts();
  const attached = files.map(({ name, bytes }) => {
    const id = state.next('F');
    state.files.set(id, { id, name, bytes, length: bytes.length });
    return { id, name, size: bytes.length, mode: 'hosted', url_private_download: `${url}/files/${id}` };
  });
  const payload = {
    type: 'message_action',
    token: 'x',
    action_ts: state.ts(),
    ...who,
    callback_id,
    trigger_id: trigger(),
    response_url: responseUrl(channel).url,
    message_ts: ts,
    channel: { id: channel, name: 'geral' },
    message: {
      type: 'message',
      user: 'U0000002',
      ts,
      text: entities(text),
      team: 'T0000001',
      blocks: [{ type: 'rich_text', block_id: 'x', elements: [] }],
      ...(attached.length > 0 ? { files: attached, upload: false } : {}),
    },
  };
  return send('interactive', payload, () => undefined);
}

/** The same from anywhere (shortcut): there is no channel, and no response_url. */
export function useAnywhere({ state }: FakeSlack, { parts: { who, trigger, send } }: Person, callback_id: string) {
  const payload = { type: 'shortcut', token: 'x', action_ts: state.ts(), ...who, callback_id, trigger_id: trigger() };
  return send('interactive', payload, () => undefined);
}
