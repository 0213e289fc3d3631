import { randomUUID } from 'node:crypto';
import type { Drafts, Place } from '../src/kit/incoming.ts';

/** Drafts that outlive whoever keeps them, as a database would; whoever is given the same map is another process on it. */
export function draftsIn(kept: Map<string, string> = new Map()): Drafts & { kept: Map<string, string> } {
  const key = ({ platform, user }: Place, token: string) => `${platform}:${user}:${token}`;
  return {
    kept,
    keep: async (place, value) => {
      const token = randomUUID();
      kept.set(key(place, token), JSON.stringify(value));
      return token;
    },
    find: async (place, token) => {
      const text = kept.get(key(place, token));
      return text === undefined ? undefined : JSON.parse(text);
    },
    drop: async (place, token) => void kept.delete(key(place, token)),
  };
}
