import type { Result } from './definition.ts';
import type { Asked, Place } from './incoming.ts';
import type { Right } from './permission.ts';
import type { Registry } from './registry.ts';
import type { View } from './view.ts';
import type { Locale, Words } from './words.ts';

export interface Firm {
  /** Empty for a visitor: whatever is scoped by it finds nothing. */
  id: string;
  name: string;
  timeZone: string;
  /** Grows with every change of the portfolio. */
  version: number;
}

export type Actor =
  | { kind: 'member'; id: string; name: string; role: 'admin' | 'analyst' }
  | { kind: 'client'; id: string }
  | { kind: 'system'; id: string }
  | { kind: 'visitor'; id: '' };

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What dispatch knows of who is asking. */
export interface Asker {
  firm: Firm;
  actor: Actor;
  can(permission: Right): boolean;
  locale: Locale;
  w: Words;
  now: Date;
  /** The firm's own day, YYYY-MM-DD. */
  today: string;
  place: Place;
  log: Log;
  /** All that can be asked for. */
  registry: Registry;
  /**
   * Of the delivery, until the first write has taken it (see data/write.ts). `waits`: an assistant asks, and what would be written waits
   * for its person; `held`: something would have been.
   */
  delivery: { key: string | null; waits?: boolean; held?: boolean };
  /** Does as this person what was asked and kept. */
  again?(asked: Asked): Promise<Result>;
  progress(view: View): Promise<void>;
}

/**
 * Who is asking, and what the house hands to everybody (src/data adds the database). Built once per delivery; nothing else reads
 * the clock or the language.
 */
export interface Ctx extends Asker {}

/** How audit rows name where something was asked: the platform, or the key of the assistant that asked. */
export const askedFrom = ({ platform, assistant }: Place): string => (assistant ? `mcp:${assistant.id}` : platform);

/** How audit rows name an actor. */
export const actorName = (actor: Actor): string => (actor.kind === 'visitor' ? 'visitor' : `${actor.kind}:${actor.id}`);
