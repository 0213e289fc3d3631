import type { webApi } from '@slack/bolt';

interface Person {
  at: number;
  locale?: string;
  admin: boolean;
}

const keepMs = 10 * 60_000;
/** After a failure nobody is asked for a while, so that a Slack that is down slows no answer. */
const restMs = 30_000;
const mostPeople = 10_000;
const localeWaitMs = 300;

export interface People {
  /** The language as Slack says it, if that is known soon enough. */
  locale(user: string): Promise<string | undefined>;
  /** The same, if it was heard already. */
  known(user: string): string | undefined;
  isAdmin(user: string): Promise<boolean>;
  /** The direct messages with somebody. */
  direct(user: string): Promise<string>;
}

export function createPeople(client: webApi.WebClient, now: () => number): People {
  const known = new Map<string, Person>();
  const asking = new Map<string, Promise<Person | undefined>>();
  const directs = new Map<string, string>();
  let restUntil = 0;

  const ask = (user: string): Promise<Person | undefined> => {
    const before = asking.get(user);
    if (before) return before;
    const asked = client.users
      .info({ user, include_locale: true })
      .then(({ user: found }) => {
        const admin = Boolean(found?.is_admin || found?.is_owner || found?.is_primary_owner);
        const person: Person = { at: now(), locale: found?.locale, admin };
        known.set(user, person);
        if (known.size > mostPeople) known.delete(known.keys().next().value!);
        return person;
      })
      .catch(() => {
        restUntil = now() + restMs;
        return undefined;
      })
      .finally(() => asking.delete(user));
    asking.set(user, asked);
    return asked;
  };

  const fresh = (user: string): Person | undefined => {
    const person = known.get(user);
    return person && now() - person.at < keepMs ? person : undefined;
  };

  return {
    locale: async (user) => {
      const person = fresh(user);
      if (person) return person.locale;
      if (now() < restUntil) return known.get(user)?.locale;
      const found = await within(ask(user), localeWaitMs);
      return (found ?? known.get(user))?.locale;
    },
    known: (user) => known.get(user)?.locale,
    isAdmin: async (user) => (fresh(user) ?? (await ask(user)))?.admin ?? false,
    direct: async (user) => {
      const before = directs.get(user);
      if (before) return before;
      const { channel } = await client.conversations.open({ users: user });
      if (!channel?.id) throw new Error('no direct messages');
      directs.set(user, channel.id);
      if (directs.size > mostPeople) directs.delete(directs.keys().next().value!);
      return channel.id;
    },
  };
}

/** What was promised, if it comes in time. */
export function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
