import type { Activity, Imported } from '../activity/schema.ts';
import { addDays, type Day } from '../kit/days.ts';

/** What a digest tells of. */
export const kinds = ['expiry', 'portfolio', 'requests', 'documents'] as const;
export type Kind = (typeof kinds)[number];

/** Where a digest goes: a channel, a member in private, an e-mail, or each analyst, who then gets their own clients. */
export const places = ['channel', 'member', 'mail', 'analysts', 'analystMails'] as const;
export type Destination = (typeof places)[number];

/** What happens to a slot that falls on a holiday: the next business day, or nothing. */
export const onHolidays = ['next', 'skip'] as const;
export type OnHoliday = (typeof onHolidays)[number];

/** Days ahead that an expiry digest groups by, unless the firm says otherwise. */
export const usualSteps = '7,15,30';
const mostSteps = 4;
/** How far ahead an expiry digest may look, in days. */
const farthest = 365;

/** Steps as people type them (7, 15 e 30), ascending and without repetition; undefined when they are none. */
export function readSteps(typed: string): string | undefined {
  const numbers = typed.match(/\d+/g)?.map(Number) ?? [];
  const steps = [...new Set(numbers)].sort((a, b) => a - b);
  const sound =
    !/[^\d\s,;/+]/.test(typed.replace(/\b(e|and|dias?|days?)\b/gi, ' ')) &&
    steps.length > 0 &&
    steps.length <= mostSteps;
  return sound && steps[0]! >= 1 && steps.at(-1)! <= farthest ? steps.join(',') : undefined;
}
export const stepsOf = (text: string): number[] => text.split(',').map(Number);

/** A schedule as everybody reads it. */
export interface Schedule {
  id: string;
  firmId: string;
  kind: Kind;
  rule: string;
  onHoliday: OnHoliday;
  place: Destination;
  platform: string;
  workspace: string;
  channel: string;
  channelName: string;
  memberId: string | null;
  steps: string;
  sendEmpty: boolean;
  paused: string;
  nextAt: Date | null;
  settledUntil: Date;
  createdById: string | null;
}

/** A schedule with the name of whom it goes to, when it goes to a person. */
export interface Placed extends Schedule {
  person: string;
}

/** What a digest says besides the clients it lists, as it was when it was made. Days are the firm's own. */
export type Content = { today: Day } & (
  | {
      kind: 'expiry';
      steps: readonly number[];
      /** How many are overdue, then how many within each step. */
      counts: readonly number[];
    }
  | {
      kind: 'portfolio';
      since: Day;
      /** There is none before it. */
      first?: boolean;
      changes: Readonly<Record<Activity, number>>;
      /** What files changed of connections; not in what was made before they were counted. */
      imported?: Readonly<Record<Imported, number>>;
      situations: Readonly<Record<string, number>>;
    }
  | { kind: 'requests'; received: number; sent: number; ids: readonly string[] }
  | {
      kind: 'documents';
      count: number;
      never: number;
      /** Of whom the account cannot be read; not in what was made before they were counted. */
      unauthorized?: number;
    }
);

/** A client that a digest lists, and the expiry it is listed for. */
export interface Listed {
  id: string;
  expiresOn: Day;
}

/** What a digest is made of. */
export interface Made {
  content: Content;
  clients: readonly Listed[];
  /** Of a summary: the firm's version that it counted up to. */
  version?: number;
}

export const isEmpty = ({ content }: Made): boolean => {
  switch (content.kind) {
    case 'expiry':
      return content.counts.every((count) => count === 0);
    case 'portfolio':
      return [...Object.values(content.changes), ...Object.values(content.imported ?? {})].every(
        (count) => count === 0,
      );
    case 'requests':
      return content.received + content.sent === 0;
    case 'documents':
      return content.count === 0;
  }
};

/** So many clients are listed in a message; there is a way to the rest. A menu holds no more. */
export const mostListed = 25;

/** How long before its renewal a plan's automatic renewal can be cancelled, in days, and when Conta Azul writes to the payer. */
export const cancelDays = 15;
export const letterDays = 10;
/** For how long a client is left out of digests: so many days, or until the plan ends. */
export const mutes = ['1', '7', '30', 'expiry'] as const;
export type Mute = (typeof mutes)[number];

/** The last day on which digests leave a client out; undefined where there is none: the plan has no end, or ends today. */
export function muteEnd(by: Mute, today: Day, expiresOn: Day | undefined): Day | undefined {
  if (by !== 'expiry') return addDays(today, Number(by) - 1);
  return expiresOn && expiresOn > today ? addDays(expiresOn, -1) : undefined;
}
/** A digest that goes out so long after its slot says so, in milliseconds. */
export const lateAfter = 10 * 60_000;
