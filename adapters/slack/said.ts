import type { z } from 'zod';
import { type Delivery, typedText } from './asked.ts';
import type { saidBody } from './edge.ts';

type SaidBody = z.infer<typeof saidBody>;

/** Those that a person writes: with a file, and also sent to the channel from a thread. Joins, topics and the like are nobody's words. */
const byPeople: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
  'message_changed',
]);

/** What somebody said to the app; nothing where a program speaks, or nobody, or not to us. */
export function fromSaid({ team_id: team, enterprise_id, event, authorizations }: SaidBody): Delivery | undefined {
  const { channel, type, subtype } = event;
  if (!byPeople.has(subtype) || (type === 'message' && event.channel_type !== 'im')) return undefined;
  const {
    user,
    bot_id: bot,
    ts,
    thread_ts: thread,
    text: typed = '',
  } = subtype === 'message_changed' ? (event.message ?? {}) : event;
  const me = authorizations?.[0]?.user_id;
  if (!user || bot || !ts || user === 'USLACKBOT' || user === me) return undefined;
  const words = typedText(me ? typed.replaceAll(`<@${me}>`, ' ') : typed.replace(/<@[A-Z0-9]+>/, ' ')).trim();
  // In direct messages a file, or nothing, asks for nothing; whoever mentions the app wants something of it.
  if (words === '' && type === 'message') return undefined;
  return {
    key: `slack:said:${channel}:${ts}`,
    asked: { kind: 'words', text: words },
    team,
    organisation: enterprise_id || undefined,
    user,
    channel,
    thread,
  };
}

/** So many messages are remembered, so that an edit of one that was answered is not answered again. */
const remembered = 1000;

export function createHeard() {
  const heard = new Set<string>();
  /** Whether it is said for the first time. */
  return (key: string): boolean => {
    if (heard.has(key)) return false;
    heard.add(key);
    if (heard.size > remembered) heard.delete(heard.values().next().value!);
    return true;
  };
}
