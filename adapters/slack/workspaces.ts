import type { webApi } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import type { Core } from '../../src/kit/incoming.ts';
import type { Where } from '../../src/kit/installs.ts';
import { createAnswering } from './answer.ts';
import { type Channels, createChannels } from './channels.ts';
import { callMs, createClient, type Token } from './client.ts';
import type { Delivering } from './deliver.ts';
import type { Natives } from './natives.ts';
import { createPeople, type People } from './people.ts';
import type { Pictures } from './pictures.ts';
import type { SlackWords } from './words.ts';

/** What speaks in one workspace. */
export interface Workspace {
  token: Token;
  client: webApi.WebClient;
  answering: ReturnType<typeof createAnswering>;
  delivering: Delivering;
  people: People;
  channels: Channels;
}

export interface WorkspaceParts {
  apiUrl: string;
  core: Core;
  natives: Natives;
  pictures: Pictures;
  words(locale: string | undefined): SlackWords;
  log: Log;
  now(): number;
  timeoutMs?: number;
}

const uploadMs = 60_000;
/** What is known of more workspaces than these is asked anew. */
const most = 200;

/** `team`: only where one token may speak for several, for then each request must say for which. */
export function openWorkspace(parts: WorkspaceParts, token: Token, team?: string): Workspace {
  const { core, natives, pictures, words, log, now, timeoutMs = callMs } = parts;
  const client = createClient(token, parts, undefined, undefined, team);
  const uploads = createClient(token, parts, uploadMs, 0, team);
  const direct = createClient(token, parts, undefined, 0, team);
  const people = createPeople(client, now);
  const channels = createChannels(direct, now);
  const answering = createAnswering({ core, client, uploads, people, channels, natives, words, log, now, timeoutMs });
  answering.home.start();
  const delivering = { client: direct, uploads, natives, pictures, words: words(undefined), log };
  return { token, client, answering, delivering, people, channels };
}

export interface Workspaces {
  /** Undefined where the app was never added, or was taken out. */
  at(where: Where): Workspace | undefined | Promise<Workspace | undefined>;
  stop(): void;
}

/**
 * The workspaces that the app was added to by its link, each with its own token, and beside them the one of a token of the environment.
 * `isAt`: whether it was added there.
 */
export function linkedWorkspaces(
  parts: WorkspaceParts,
  {
    isAt,
    tokenAt,
    fallback,
  }: {
    isAt(where: Where): Promise<boolean>;
    tokenAt(where: Where): Promise<string | undefined>;
    fallback?(where: Where): Workspace | undefined;
  },
): Workspaces {
  const known = new Map<string, Workspace>();
  return {
    at: async (where) => {
      if (!(await isAt(where))) return fallback?.(where);
      const id = `${where.workspace}:${where.organisation ?? ''}`;
      const there = known.get(id) ?? openWorkspace(parts, () => tokenAt(where), where.workspace);
      known.delete(id);
      known.set(id, there);
      if (known.size > most) {
        const [oldest, gone] = known.entries().next().value!;
        gone.answering.home.stop();
        known.delete(oldest);
      }
      return there;
    },
    stop: () => {
      for (const { answering } of known.values()) answering.home.stop();
    },
  };
}
