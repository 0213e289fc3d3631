import { createHash } from 'node:crypto';
import type { webApi } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import type { Learnt } from '../../src/kit/platform.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { patiently, reasonOf } from './client.ts';
import { unshare } from './files.ts';
import { within } from './people.ts';

/** A picture is taken out of Slack again after so long; what stood behind an answer nobody reads any more. It is known a week longer, for a process that was down. */
const lifeMs = 23 * 86_400_000;
const spareMs = 7 * 86_400_000;
const sweepEveryMs = 3_600_000;
/** A workspace that takes no file is not asked again so soon. */
const restMs = 10 * 60_000;
const mostKnown = 2000;
const mostAtOnce = 4;
/** Slack looks into a file before it shows it: asked after so many milliseconds, and then once more after each. */
const looks = [150, 400, 1000, 2000, 4000, 8000];

/** Where pictures are kept among what was learnt: workspace, this, and a hash of what they show. */
export const pictureMark = 'picture';

type Image = Extract<SealedView['blocks'][number], { kind: 'image' }>;
type Known = { file: string; until: number } | { until: number };

export interface Pictures {
  restore(name: string, file: string, until: number): void;
  /** Slack's id of a picture that is there already. One that is not is on its way from now on: whoever asks does not wait for it. */
  file(team: string, png: Uint8Array): string | undefined;
  /** Waits for the pictures of a view, for a moment: for what nobody waits for. */
  ready(team: string, view: SealedView, which: (image: Image) => boolean): Promise<void>;
  /** Those of a view stand in a message for good: they are that message's from now on. */
  give(team: string, view: SealedView): void;
  /** Takes out those whose time is over, now and every hour. */
  start(): void;
  stop(): void;
  /** Those of a view were refused: they may not be there any more. */
  forget(team: string, view: SealedView): void;
}

const hashes = new WeakMap<Uint8Array, string>();
function hashOf(png: Uint8Array): string {
  const known = hashes.get(png) ?? createHash('sha256').update(png).digest('base64url').slice(0, 32);
  hashes.set(png, known);
  return known;
}
const pngs = ({ blocks }: SealedView) => blocks.flatMap((block) => (block.kind === 'image' ? [block] : []));
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

/**
 * Pictures as files that Slack holds and shows inside of answers, by content and workspace: uploaded once, to no conversation, before they
 * are shown.
 */
export function createPictures(
  uploadsOf: (team: string) => Promise<webApi.WebClient | undefined>,
  learnt: Learnt | undefined,
  now: () => number,
  log: Log,
): Pictures {
  const known = new Map<string, Known>();
  const coming = new Map<string, Promise<void>>();
  const nameOf = (team: string, png: Uint8Array) => `${team}/${pictureMark}/${hashOf(png)}`;
  const remember = (name: string, what: Known) => {
    known.delete(name);
    known.set(name, what);
    if (known.size > mostKnown) known.delete(known.keys().next().value!);
  };

  /** Uploads it, and comes back once Slack knows that it is a picture. */
  async function upload(team: string, png: Uint8Array): Promise<string> {
    const uploads = await uploadsOf(team);
    if (!uploads) throw new Error('not there');
    const file = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
    const done = (await patiently(() => uploads.filesUploadV2({ file, filename: 'carteira.png' }))) as {
      files?: { files?: { id?: string }[] }[];
    };
    const id = done.files?.[0]?.files?.[0]?.id;
    if (!id) throw new Error('no file');
    for (const ms of looks) {
      await rest(ms);
      const { file: found } = await patiently(() => uploads.files.info({ file: id }));
      if (found?.mimetype) return id;
    }
    throw new Error('not ready');
  }

  const bring = (team: string, name: string, png: Uint8Array): void => {
    if (coming.has(name) || coming.size >= mostAtOnce) return;
    const done = upload(team, png)
      .then(
        (file) => {
          const until = now() + lifeMs;
          remember(name, { file, until });
          learnt?.keep(name, file, new Date(until + spareMs)).catch(() => undefined);
        },
        (error) => {
          remember(name, { until: now() + restMs });
          log.warn({ reason: reasonOf(error) }, 'a picture could not be brought to Slack');
        },
      )
      .finally(() => coming.delete(name));
    coming.set(name, done);
  };

  const drop = (name: string): void => void learnt?.drop(name).catch(() => undefined);

  async function takeOut(name: string, what: Known): Promise<void> {
    known.delete(name);
    if (!('file' in what)) return;
    drop(name);
    const told = (reason: string) => log.info({ reason }, 'a picture could not be taken out of Slack');
    const uploads = await uploadsOf(name.split('/')[0]!);
    if (uploads) await unshare(uploads, [what.file], told).catch((error) => told(reasonOf(error)));
  }

  async function sweep(): Promise<void> {
    for (const [name, what] of [...known]) if (what.until <= now()) await takeOut(name, what);
  }

  let timer: NodeJS.Timeout | undefined;
  const file = (team: string, png: Uint8Array): string | undefined => {
    const name = nameOf(team, png);
    const found = known.get(name);
    if (found && found.until > now()) return 'file' in found ? found.file : undefined;
    if (found) void takeOut(name, found);
    bring(team, name, png);
    return undefined;
  };

  return {
    restore: (name, id, until) => remember(name, { file: id, until: until - spareMs }),
    start: () => {
      timer = setInterval(() => void sweep(), sweepEveryMs);
      timer.unref();
      void sweep();
    },
    stop: () => clearInterval(timer),
    give: (team, view) => {
      for (const { png } of pngs(view)) {
        known.delete(nameOf(team, png));
        drop(nameOf(team, png));
      }
    },
    file,
    ready: async (team, view, which) => {
      const waits = pngs(view)
        .filter(which)
        .flatMap(({ png }) => (file(team, png) ? [] : (coming.get(nameOf(team, png)) ?? [])));
      if (waits.length > 0) await within(Promise.all(waits), 6000);
    },
    forget: (team, view) => {
      for (const { png } of pngs(view)) {
        const name = nameOf(team, png);
        const found = known.get(name);
        if (!found || !('file' in found)) continue;
        remember(name, { until: now() + restMs });
        drop(name);
      }
    },
  };
}
