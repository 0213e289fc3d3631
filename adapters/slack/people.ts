import { webApi } from '@slack/bolt';
import { aboutWhat, reasonOf } from './client.ts';

type Found = NonNullable<webApi.UsersInfoResponse['user']>;

interface Person {
  at: number;
  locale?: string;
  /** Undefined when Slack does not say. */
  admin?: boolean;
  /** Undefined likewise. */
  teams?: readonly string[];
}

const keepMs = 10 * 60_000;
/** Whoever asks about a Slack that is down waits in vain: nobody is asked about for a while. An error about one person is no such thing. */
const restMs = 30_000;
const mostPeople = 10_000;
const localeWaitMs = 300;

export interface People {
  /** The language as Slack says it, if that is known soon enough. */
  locale(user: string): Promise<string | undefined>;
  /** The same, if it was heard already. */
  known(user: string): string | undefined;
  /** Undefined when Slack does not say. */
  isAdmin(user: string, team: string): Promise<boolean | undefined>;
  /** The direct messages with somebody. */
  direct(user: string): Promise<string>;
}

/** The workspaces that somebody is of, where Slack says so: in a channel that two share, people of the other are nobody's administrators here. */
const teamsOf = (found: Found | undefined): readonly string[] | undefined =>
  found?.is_stranger ? [] : found?.team_id ? [found.team_id, ...(found.enterprise_user?.teams ?? [])] : undefined;

export function createPeople(client: webApi.WebClient, now: () => number): People {
  const known = new Map<string, Person>();
  const asking = new Map<string, Promise<Person | undefined>>();
  const directs = new Map<string, string>();
  let restUntil = 0;

  const remember = (user: string, person: Person): Person => {
    known.delete(user);
    known.set(user, person);
    if (known.size > mostPeople) known.delete(known.keys().next().value!);
    return person;
  };

  /** Who is not there is nobody's administrator; whatever else Slack says of one person, it says nothing about that. */
  const without = (user: string, error: unknown): Person | undefined => {
    if (aboutWhat(error) === 'slack') {
      const asked = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : 0;
      restUntil = now() + Math.max(restMs, asked);
      return undefined;
    }
    const admin = /^users?_not_(found|visible)$/.test(reasonOf(error)) ? { admin: false } : {};
    return remember(user, { at: now(), locale: known.get(user)?.locale, ...admin });
  };

  const ask = (user: string): Promise<Person | undefined> => {
    const before = asking.get(user);
    if (before) return before;
    const asked = client.users
      .info({ user, include_locale: true })
      .then(({ user: found }) => {
        const admin = Boolean(found?.is_admin || found?.is_owner || found?.is_primary_owner);
        return remember(user, { at: now(), locale: found?.locale, admin, teams: teamsOf(found) });
      })
      .catch((error) => without(user, error))
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
      if (!user.trim()) return undefined;
      const person = fresh(user);
      if (person) return person.locale;
      if (now() < restUntil) return known.get(user)?.locale;
      const found = await within(ask(user), localeWaitMs);
      return (found ?? known.get(user))?.locale;
    },
    known: (user) => known.get(user)?.locale,
    isAdmin: async (user, team) => {
      const known = fresh(user);
      const { admin, teams } = (known?.admin === undefined ? await ask(user) : known) ?? {};
      return teams && !teams.includes(team) ? false : admin;
    },
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
