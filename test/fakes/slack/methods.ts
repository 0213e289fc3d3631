import { foreignIn, refuseHome, refuseMessage, refuseMetadata, refuseView } from './limits.ts';
import { directOf, type FakeMessage, type Json, type State } from './state.ts';

type Method = (state: State, body: Json) => Json;
const no = (error: string, more: object = {}) => ({ ok: false, error, ...more });

function fitting(state: State, what: string, reasons: string[]): boolean {
  state.refused.push(...reasons.map((reason) => `${what}: ${reason}`));
  return reasons.length === 0;
}

/** Whether a workspace has all of the blocks; it says no, and nothing is wrong with them. */
export function isForeign(state: State, what: string, message: Json): boolean {
  const gone = (message.blocks ?? []).filter(
    (block: Json) =>
      block.type === 'image' && (!state.files.has(block.slack_file?.id) || !state.knows.has('slack_file')),
  );
  const foreign = [...foreignIn(message, state.knows), ...gone.map(() => 'slack_file')];
  state.foreign.push(...foreign.map((type) => `${what}: ${type}`));
  return foreign.length > 0;
}

/** Slack gives every block an id. */
const named = (state: State, blocks: Json[] | undefined): Json[] =>
  (blocks ?? []).map((block) => ({ ...block, block_id: block.block_id ?? state.next('b') }));

/** The channel a message goes to, or Slack's word for why not. */
function target(state: State, channel: string): { id: string } | { error: string } {
  if (/^[UW]/.test(channel))
    return state.users.has(channel) ? { id: directOf(channel) } : { error: 'channel_not_found' };
  if (/^D/.test(channel)) return { id: channel };
  const found = state.channels.get(channel);
  if (!found) return { error: 'channel_not_found' };
  if (found.archived) return { error: 'is_archived' };
  return found.member ? { id: channel } : { error: 'not_in_channel' };
}

export function post(
  state: State,
  message: Omit<FakeMessage, 'ts' | 'blocks' | 'files'> & { blocks?: Json[] },
): FakeMessage {
  const posted = { ...message, ts: state.ts(), blocks: named(state, message.blocks), files: [] };
  state.messages.push(posted);
  return posted;
}

export function replace(
  state: State,
  message: FakeMessage,
  { text, blocks }: { text?: string; blocks?: Json[] },
): void {
  message.text = text;
  message.blocks = named(state, blocks);
}

function useTrigger(state: State, id: string): string | undefined {
  const trigger = state.triggers.get(id);
  if (!trigger) return 'invalid_trigger_id';
  if (trigger.used) return 'exchanged_trigger_id';
  if (performance.now() - trigger.at > 3000) return 'expired_trigger_id';
  trigger.used = true;
  return undefined;
}

export function putView(state: State, view: Json, id = state.next('V')): Json {
  const blocks = named(state, view.blocks);
  state.open = { id, hash: state.next('h'), view: { ...view, blocks }, errors: {} };
  return { id, hash: state.open.hash, ...state.open.view };
}

/** The latest first, without what stands in threads, and only to whoever may read that kind of conversation. */
function history(state: State, body: Json): Json {
  const { channel, oldest = '0', limit = 100, cursor = '0', include_all_metadata: all } = body;
  const needed = `${{ C: 'channels', G: 'groups', D: 'im' }[String(channel)[0]!] ?? 'mpim'}:history`;
  if (!state.scopes.has(needed)) return no('missing_scope', { needed, provided: [...state.scopes].join(',') });
  if (/^D/.test(channel) ? false : !state.channels.has(channel)) return no('channel_not_found');
  if (!/^D/.test(channel) && !state.channels.get(channel)!.member) return no('not_in_channel');
  const said = state.messages
    .filter((each) => each.channel === channel && !each.only && !each.thread && Number(each.ts) > Number(oldest))
    .reverse();
  const from = Number(cursor);
  const messages = said.slice(from, from + Number(limit)).map(({ ts, text, blocks, metadata }) => {
    const replies = state.messages.filter((each) => each.thread === ts).length;
    return {
      type: 'message',
      ts,
      text,
      blocks,
      ...(all && metadata ? { metadata } : {}),
      ...(replies > 0 ? { reply_count: replies } : {}),
    };
  });
  const more = from + messages.length < said.length;
  return {
    ok: true,
    messages,
    has_more: more,
    response_metadata: { next_cursor: more ? String(from + messages.length) : '' },
  };
}

/** A channel, to whoever may look at that kind of it: closed ones only from inside. */
function looked(state: State, id: string): { channel: NonNullable<ReturnType<State['channels']['get']>> } | Json {
  const channel = state.channels.get(id);
  const needed = channel?.closed ? 'groups:read' : 'channels:read';
  if (!state.scopes.has(needed)) return no('missing_scope', { needed, provided: [...state.scopes].join(',') });
  return channel && (channel.member || !channel.closed) ? { channel } : no('channel_not_found');
}

export const methods: Record<string, Method> = {
  'conversations.info': (state, { channel: id }) => {
    const found = looked(state, id);
    return found.channel
      ? { ok: true, channel: { id, name: found.channel.name, is_private: found.channel.closed === true } }
      : found;
  },
  'conversations.members': (state, { channel: id, limit = 100, cursor = '0' }) => {
    const found = looked(state, id);
    if (!found.channel) return found;
    const all: string[] = found.channel.members ?? [];
    const next = Number(cursor) + Number(limit);
    return {
      ok: true,
      members: all.slice(Number(cursor), next),
      response_metadata: { next_cursor: next < all.length ? String(next) : '' },
    };
  },
  'auth.test': () => ({
    ok: true,
    team: 'Aurora',
    user: 'carteira',
    user_id: 'U0BOT',
    bot_id: 'B0BOT',
    team_id: 'T0000001',
    url: 'https://aurora.slack.com/',
  }),
  'chat.postMessage': (state, body) => {
    const to = target(state, body.channel);
    if ('error' in to) return no(to.error);
    if (isForeign(state, 'chat.postMessage', body)) return no('invalid_blocks');
    if (!fitting(state, 'chat.postMessage', [...refuseMessage(body), ...refuseMetadata(body.metadata)]))
      return no('invalid_blocks');
    const message = post(state, {
      channel: to.id,
      text: body.text,
      blocks: body.blocks,
      thread: body.thread_ts,
      metadata: body.metadata,
    });
    return { ok: true, channel: to.id, ts: message.ts };
  },
  'chat.unfurl': (state, body) => {
    const whole = body.unfurl_id ? Boolean(body.source) : Boolean(body.channel && body.ts);
    const wrong = Object.entries(body.unfurls as Record<string, Json>).flatMap(([url, { blocks }]) => [
      ...(state.links.has(url) ? [] : [`${url} is in no message`]),
      ...refuseMessage({ blocks }),
    ]);
    if (!whole) return no('missing_unfurls');
    if (!fitting(state, 'chat.unfurl', wrong)) return no('cannot_unfurl_url');
    for (const [url, { blocks }] of Object.entries(body.unfurls as Record<string, Json>)) state.links.set(url, blocks);
    return { ok: true };
  },
  'conversations.history': history,
  'chat.postEphemeral': (state, body) => {
    const to = target(state, body.channel);
    if ('error' in to) return no(to.error);
    if (isForeign(state, 'chat.postEphemeral', body)) return no('invalid_blocks');
    if (!fitting(state, 'chat.postEphemeral', refuseMessage(body))) return no('invalid_blocks');
    const message = post(state, { channel: to.id, only: body.user, text: body.text, blocks: body.blocks });
    return { ok: true, message_ts: message.ts };
  },
  'chat.update': (state, body) => {
    const message = state.messages.find((each) => each.ts === body.ts && each.channel === body.channel && !each.only);
    if (!message) return no('message_not_found');
    if ((body.text?.length ?? 0) > 4000) return no('msg_too_long');
    if (isForeign(state, 'chat.update', body)) return no('invalid_blocks');
    if (!fitting(state, 'chat.update', refuseMessage(body))) return no('invalid_blocks');
    replace(state, message, body);
    return { ok: true, channel: message.channel, ts: message.ts };
  },
  'chat.delete': (state, body) => {
    const at = state.messages.findIndex((each) => each.ts === body.ts && each.channel === body.channel && !each.only);
    if (at < 0) return no('message_not_found');
    state.messages.splice(at, 1);
    return { ok: true, channel: body.channel, ts: body.ts };
  },
  'views.open': (state, body) => {
    const wrong = useTrigger(state, body.trigger_id);
    if (wrong) return no(wrong);
    if (!fitting(state, 'views.open', refuseView(body.view))) return no('invalid_arguments');
    return { ok: true, view: putView(state, body.view) };
  },
  'views.update': (state, body) => {
    if (state.open?.id !== body.view_id) return no('not_found');
    if (body.hash && body.hash !== state.open?.hash) return no('hash_conflict');
    if (!fitting(state, 'views.update', refuseView(body.view))) return no('invalid_arguments');
    return { ok: true, view: putView(state, body.view, body.view_id) };
  },
  'views.publish': (state, body) => {
    if (!state.users.has(body.user_id)) return no('user_not_found');
    if (isForeign(state, 'views.publish', body.view)) return no('invalid_arguments');
    if (!fitting(state, 'views.publish', refuseHome(body.view))) return no('invalid_arguments');
    state.homes.set(body.user_id, body.view);
    return { ok: true, view: { id: state.next('V'), ...body.view } };
  },
  'assistant.threads.setSuggestedPrompts': (state, body) => {
    const prompts: Json[] = body.prompts ?? [];
    const wrong = [
      ...(/^D/.test(body.channel_id) ? [] : ['channel_id: no conversation with the app']),
      ...(prompts.length > 0 && prompts.length <= 4 ? [] : ['prompts: one to four']),
      ...(prompts.every(({ title, message }) => title && message) ? [] : ['prompts: a title and a message each']),
      // An agent has no threads of an assistant: with one, nothing would be shown.
      ...(body.thread_ts ? ['thread_ts: an agent has none'] : []),
    ];
    if (!fitting(state, 'assistant.threads.setSuggestedPrompts', wrong)) return no('invalid_arguments');
    state.prompts.set(body.channel_id, prompts);
    return { ok: true };
  },
  'users.info': (state, body) => {
    const user = state.users.get(body.user);
    if (!user) return no('user_not_found');
    const { locale, ...rest } = user;
    return { ok: true, user: body.include_locale ? user : rest };
  },
  'conversations.open': (_, body) => ({ ok: true, channel: { id: directOf(body.users) } }),
  'files.delete': (state, body) => {
    const file = state.files.get(body.file);
    if (!file) return no('file_not_found');
    state.files.delete(body.file);
    for (const message of state.messages) message.files = message.files.filter((each) => each !== file);
    return { ok: true };
  },
  'files.completeUploadExternal': (state, body) => {
    const files = body.files.map(({ id }: { id: string }) => state.files.get(id));
    if (files.some((file: Json) => !file || file.bytes.length !== file.length)) return no('file_not_found');
    if (!body.channel_id) return { ok: true, files: body.files };
    const to = target(state, body.channel_id);
    if ('error' in to) return no(to.error === 'not_in_channel' ? 'channel_not_found' : to.error);
    const message = post(state, { channel: to.id, text: '', thread: body.thread_ts });
    message.files.push(...files);
    return { ok: true, files: body.files };
  },
};
