import { randomUUID } from 'node:crypto';
import type { Change, Message } from './wire.ts';

type Words = Pick<Message, 'from' | 'text' | 'view' | 'working'>;

/** What the channel's own list is called among the people's. */
const channel = Symbol('channel');
type Owner = string | typeof channel;

/** The conversation: what everybody sees and what each person sees alone, the newest `most` of each. In memory only. */
export function createTranscript({ most = 200, now = () => Date.now() } = {}) {
  const lists = new Map<Owner, Map<string, Message>>();
  const listeners = new Map<string, Set<(change: Change) => void>>();
  let order = 0;

  const listOf = (owner: Owner) => {
    const list = lists.get(owner) ?? new Map<string, Message>();
    lists.set(owner, list);
    return list;
  };
  const tell = (owner: Owner, change: Change) => {
    const sets = owner === channel ? [...listeners.values()] : [listeners.get(owner) ?? []];
    for (const set of sets) for (const listener of set) listener(change);
  };
  const put = (owner: Owner, message: Message) => {
    const list = listOf(owner);
    list.set(message.id, message);
    tell(owner, { kind: 'message', message });
    const oldest = list.size > most ? list.keys().next().value : undefined;
    if (oldest === undefined) return;
    list.delete(oldest);
    tell(owner, { kind: 'remove', id: oldest });
  };
  /** Where a message stands that this person can see; without a person, one of the channel. */
  const ownerOf = (person: string | undefined, id: string): Owner | undefined => {
    if (lists.get(channel)?.has(id)) return channel;
    return person !== undefined && lists.get(person)?.has(id) ? person : undefined;
  };

  return {
    /** Adds a message for one person, or without one for the channel. */
    add: (person: string | undefined, words: Words): Message => {
      const message = {
        id: randomUUID(),
        order: ++order,
        revision: 0,
        at: now(),
        private: person !== undefined,
        ...words,
      };
      put(person ?? channel, message);
      return message;
    },
    find: (person: string | undefined, id: string): Message | undefined => {
      const owner = ownerOf(person, id);
      return owner === undefined ? undefined : lists.get(owner)?.get(id);
    },
    /** Changes a message in its place; false when it does not stand there any more. */
    change: (person: string | undefined, id: string, words: Words): boolean => {
      const owner = ownerOf(person, id);
      const before = owner === undefined ? undefined : lists.get(owner)?.get(id);
      if (owner === undefined || !before) return false;
      put(owner, { ...before, ...words, revision: before.revision + 1 });
      return true;
    },
    /** Shows everybody what only this person saw. */
    share: (person: string, id: string): void => {
      const message = lists.get(person)?.get(id);
      if (!message) return;
      lists.get(person)?.delete(id);
      put(channel, { ...message, private: false, revision: message.revision + 1 });
    },
    remove: (person: string, id: string): void => {
      if (lists.get(person)?.delete(id)) tell(person, { kind: 'remove', id });
    },
    /** All that this person sees, in order. */
    list: (person: string): Message[] =>
      [...listOf(channel).values(), ...(lists.get(person)?.values() ?? [])].sort((a, b) => a.order - b.order),
    listen: (person: string, listener: (change: Change) => void): (() => void) => {
      const set = listeners.get(person) ?? new Set();
      listeners.set(person, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(person) === set) listeners.delete(person);
      };
    },
  };
}

export type Transcript = ReturnType<typeof createTranscript>;
