import type { Ctx } from './ctx.ts';
import type { Address, Delivered, Once, Surface } from './incoming.ts';
import { type Stored, sealView } from './seal.ts';
import type { View } from './view.ts';

/** Sends a view where nobody asked for it: into a channel, or over a message that stands there. */
export type Post = (ctx: Ctx, address: Address, view: View, once: Once) => Promise<Delivered>;

/** Where a browser shows a channel, where its platform has such a page. */
export type LinkTo = (place: { platform: string; workspace: string; channel: string }) => string | undefined;

export const createLinkTo =
  (surfaces: readonly Surface[]): LinkTo =>
  (place) =>
    surfaces.find((each) => each.platform === place.platform)?.linkTo?.(place);

export const createPost =
  (surfaces: readonly Surface[], keep: (firmId: string, stored: readonly Stored[]) => Promise<void>): Post =>
  async (ctx, address, view, once) => {
    const surface = surfaces.find((each) => each.platform === address.platform);
    // The platform may be back at the next start, with its token.
    if (!surface) return { ok: false, reason: `${address.platform} is not connected` };
    const stored: Stored[] = [];
    const sealed = sealView(ctx.registry, view, stored);
    if (stored.length > 0) await keep(ctx.firm.id, stored);
    return surface.deliver(address, sealed, once);
  };
