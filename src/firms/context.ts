import type { Actor, Asker, Ctx, Firm } from '../kit/ctx.ts';
import { dayAt } from '../kit/days.ts';
import type { Origin, PlatformName } from '../kit/incoming.ts';
import type { Right } from '../kit/permission.ts';
import type { Locale } from '../kit/words.ts';
import { words } from '../words/index.ts';
import { can } from './roles.ts';

/** What every context carries: the database, the secret, the registry, the log. Made once, at start. */
export type House = Omit<Ctx, Exclude<keyof Asker, 'log' | 'registry'>>;

const permissionsOf: Readonly<Record<'system' | 'client', (permission: Right) => boolean>> = {
  system: can('system'),
  client: (permission) => permission === 'client',
};

/** The context of somebody who is not in a chat: the clock, the command line, or a client on the pages. */
export function contextOf(
  house: House,
  {
    firm,
    actor,
    locale = 'pt-BR',
    from,
    now,
    key = null,
  }: {
    firm: Firm;
    actor: Extract<Actor, { kind: 'system' | 'client' }>;
    locale?: Locale;
    /** What audit rows name as the platform. */
    from: PlatformName | Origin;
    now: Date;
    key?: string | null;
  },
): Ctx {
  return {
    ...house,
    firm,
    actor,
    can: permissionsOf[actor.kind],
    locale,
    w: words[locale],
    now,
    today: dayAt(now, firm.timeZone),
    place: { platform: from, workspace: '', user: '', isAdmin: async () => false },
    delivery: { key },
    progress: async () => undefined,
  };
}
