import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctx } from './ctx.ts';
import type { Address, Delivered, Once, Surface } from './incoming.ts';
import { type Stored, sealView } from './seal.ts';
import type { View } from './view.ts';

/** Sends a view where nobody asked for it: into a channel, or over a message that stands there. */
export type Post = (ctx: Ctx, address: Address, view: View, once: Once) => Promise<Delivered>;

/** Where a browser shows a channel, or a message that stands in it, where its platform has such a page. */
export type LinkTo = (place: {
  platform: string;
  workspace: string;
  channel: string;
  message?: string;
}) => string | undefined;

export const createLinkTo =
  (surfaces: readonly Surface[]): LinkTo =>
  (place) =>
    surfaces.find((each) => each.platform === place.platform)?.linkTo?.(place);

/** Takes the app out of a workspace, where its platform can. */
export type Leave = (place: { platform: string; workspace: string }) => Promise<Delivered>;

export const createLeave =
  (surfaces: readonly Surface[]): Leave =>
  async (place) =>
    (await surfaces.find((each) => each.platform === place.platform)?.leave?.(place)) ?? { ok: true, message: '' };

/** Which of these people read a channel, as far as its platform says so. */
export type Readers = (
  place: { platform: string; workspace: string; channel: string },
  among: readonly string[],
) => Promise<readonly string[] | undefined>;

/** Whoever asks is about to answer somebody: a platform that takes longer says nothing. */
const readersWithin = 2000;

export const createReaders =
  (surfaces: readonly Surface[]): Readers =>
  async (place, among) => {
    const surface = surfaces.find((each) => each.platform === place.platform);
    const stop = new AbortController();
    const late = sleep(readersWithin, undefined, { signal: stop.signal, ref: false });
    try {
      return await Promise.race([surface?.readers?.(place, among), late]);
    } catch {
      return undefined;
    } finally {
      late.catch(() => undefined);
      stop.abort();
    }
  };

export const createPost =
  (surfaces: readonly Surface[], keep: (firmId: string, stored: readonly Stored[]) => Promise<void>): Post =>
  async (ctx, address, view, once) => {
    const surface = surfaces.find((each) => each.platform === address.platform);
    // The platform may be back at the next start, with its token.
    if (!surface) return { ok: false, reason: `${address.platform} is not connected` };
    const stored: Stored[] = [];
    const sealed = sealView(ctx.registry, ctx.w, view, stored);
    if (stored.length > 0) await keep(ctx.firm.id, stored);
    once.held?.();
    return surface.deliver(address, sealed, once);
  };
