import { newId } from '../../data/id.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { firmOf } from '../../firms/reads/firm.ts';
import type { Senders } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Delivered } from '../../kit/incoming.ts';
import type { Settled } from '../../kit/installs.ts';
import type { Post } from '../../kit/post.ts';
import type { View } from '../../kit/view.ts';
import type { Locale } from '../../kit/words.ts';
import { elsewhereThan } from '../reads/elsewhere.ts';
import type { Why } from '../schema.ts';
import type { Told } from '../views/away.ts';

const done: Delivered = { ok: true, message: '' };

interface Place {
  firmId: string;
  platform: string;
  workspace: string;
}
type Greet = Place & { user: string; as: Exclude<Settled['as'], 'whole'>; apart?: true; locale: Locale };

/** What was added where, and whose it is now. */
export type Greeted = Pick<Greet, 'as' | 'apart' | 'platform'> & { firm: string };

/** How it looks; handed in, for views have their own room. */
export interface InstallViews {
  greeting(w: Ctx['w'], greeted: Greeted): View;
  told(ctx: Ctx, told: Told): View;
  more(ctx: Ctx, platform: string, scopes: readonly string[], url: string): View;
  letter(ctx: Ctx, told: Told): { subject: string; text: string; html: string };
}

/** What whoever added the app reads, and what admins are told elsewhere when it cannot speak there any more. */
export function installSenders(house: House, post: Post, clock: () => Date, views: InstallViews): Senders {
  const { data, secret } = house;
  const ctxOf = async (firmId: string, locale?: Locale): Promise<Ctx | undefined> => {
    const firm = firmId ? await firmOf(data, firmId) : undefined;
    if (firmId && !firm) return undefined;
    const { id = '', name = '', timeZone = 'America/Sao_Paulo', version = 0 } = firm ?? {};
    return contextOf(house, {
      firm: { id, name, timeZone, version },
      actor: { kind: 'system', id: 'install' },
      locale: locale ?? firm?.locale,
      from: 'outbox',
      now: clock(),
    });
  };

  async function letters(ctx: Ctx, emails: readonly string[], told: Told, key: string): Promise<void> {
    const letter = views.letter(ctx, told);
    await data.db.$transaction(async (tx) => {
      for (const to of emails) {
        const payload = JSON.stringify({ sealed: secret.seal(JSON.stringify({ to, ...letter })) });
        const row = { firmId: ctx.firm.id, kind: 'mail', payload, dueAt: ctx.now, createdAt: ctx.now };
        const one = `mail:${key}:${to}`;
        await tx.outbox.upsert({ where: { key: one }, create: { id: newId(), key: one, ...row }, update: {} });
      }
    });
    data.afterWrite?.();
  }

  return {
    'install.greet': {
      send: async (payload, once) => {
        const { firmId, platform, workspace, user, as, apart, locale } = payload as Greet;
        const ctx = await ctxOf(firmId, locale);
        if (!ctx) return done;
        const address = { platform, workspace, channel: user, direct: true };
        return post(ctx, address, views.greeting(ctx.w, { as, apart, platform, firm: ctx.firm.name }), once);
      },
    },
    'install.more': {
      send: async (payload, once) => {
        const { firmId, platform, workspace, user, scopes } = payload as Place & { user: string; scopes: string[] };
        const ctx = await ctxOf(firmId);
        if (!ctx) return done;
        const address = { platform, workspace, channel: user, direct: true };
        const url = `${ctx.publicUrl}/${platform}/install`;
        return post(ctx, address, views.more(ctx, platform, scopes, url), once);
      },
    },
    'install.told': {
      send: async (payload, once) => {
        const { firmId, platform, workspace, why } = payload as Place & { why: Why };
        const ctx = await ctxOf(firmId);
        if (!ctx) return done;
        const { name, addresses, emails } = await elsewhereThan(data, firmId, { platform, workspace });
        const url = `${ctx.publicUrl}/${platform}/install`;
        const told = { why, platform, name, url };
        for (const address of addresses) {
          const delivered = await post(ctx, address, views.told(ctx, told), once);
          if (delivered.ok || !(delivered.gone || delivered.final)) return delivered;
        }
        if (emails.length === 0) house.log.warn({ firm: firmId, platform, why }, 'nobody could be told of a workspace');
        else await letters(ctx, emails, told, once.key);
        return done;
      },
    },
  };
}
