import type { webApi } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import type { Core } from '../../src/kit/incoming.ts';
import type { Channels } from './channels.ts';
import type { Natives } from './natives.ts';
import type { People } from './people.ts';
import type { SlackWords } from './words.ts';

/** What answering needs. */
export interface Desk {
  core: Core;
  client: webApi.WebClient;
  /** For uploads, which take their time. */
  uploads: webApi.WebClient;
  people: People;
  channels: Channels;
  natives: Natives;
  words(locale: string | undefined): SlackWords;
  log: Log;
  now(): number;
  /** How long Slack may take for one call. */
  timeoutMs: number;
}
