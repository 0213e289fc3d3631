import type { Trouble } from '../data/failure.ts';
import type { Files } from '../data/files/door.ts';
import type { Asker, Ctx } from '../kit/ctx.ts';
import type { Leave, LinkTo, Post } from '../kit/post.ts';
import type { Task } from './clock.ts';
import type { Senders } from './sender.ts';

/** What a feature is handed when the process starts. */
export interface Start {
  /** What every context carries. */
  house: Omit<Ctx, Exclude<keyof Asker, 'log' | 'registry'>>;
  post: Post;
  linkTo: LinkTo;
  /** Takes the app out of a workspace; absent where no platform is connected. */
  leave?: Leave;
  /** Where clients' files are kept. */
  files: Files;
  clock(): Date;
}

/** Works on its own for as long as the process runs. */
export interface Worker {
  start(): void;
  stop(): Promise<void>;
  health(): { ok: boolean };
}

/** What waits in the database to be done. */
export interface Backlog {
  ok: boolean;
  waiting: number;
  lateSeconds: number;
}

/** What the web pages of features do, as plain functions; each feature adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: features declare what they add
export interface Pages {}

/** All that a feature does while nobody asks, and for those who are in no chat. */
export interface Runs {
  /** By the kind of what they send. */
  senders?: Senders;
  tasks?: readonly Task[];
  /** By the name under which /healthz has them. */
  workers?: Readonly<Record<string, Worker>>;
  /** By the name under which /healthz has it. */
  health?: Readonly<Record<string, (now: Date) => Promise<Backlog>>>;
  pages?: Partial<Pages>;
  /** The database cannot be written: whom to tell, and how. */
  cannotWrite?(cause: Exclude<Trouble, 'away'>, now: Date): Promise<void>;
  /** Waits for what must not be lost, after everything else has stopped and before the database closes. */
  settled?(): Promise<unknown>;
}

declare module '../kit/definition.ts' {
  interface Feature {
    /** Called once, at the start of the process. */
    runs?(start: Start): Runs;
  }
}

/** Puts parts with names together; two of one name are a mistake of ours. */
function together<T>(parts: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  const all: Record<string, T> = {};
  for (const [name, part] of parts.flatMap((each) => Object.entries(each ?? {}))) {
    if (name in all) throw new Error(`two features bring ${name}`);
    all[name] = part;
  }
  return all;
}

/** What all features of a list run, as one. */
export function runsOf(features: readonly { runs?(start: Start): Runs }[], start: Start) {
  const all = features.flatMap((feature) => feature.runs?.(start) ?? []);
  const tasks = all.flatMap((each) => each.tasks ?? []);
  return {
    senders: together(all.map((each) => each.senders)),
    tasks: Object.values(together(tasks.map((task) => ({ [task.name]: task })))),
    workers: together(all.map((each) => each.workers)),
    health: together(all.map((each) => each.health)),
    pages: together(all.map((each) => each.pages as Readonly<Record<string, unknown>> | undefined)) as Partial<Pages>,
    cannotWrite: async (...told: Parameters<NonNullable<Runs['cannotWrite']>>) => {
      for (const each of all) await each.cannotWrite?.(...told);
    },
    settled: () => Promise.all(all.map((each) => each.settled?.())),
  };
}
