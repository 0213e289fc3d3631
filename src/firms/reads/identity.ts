import type { Data } from '../../data/client.ts';
import type { Identity } from '../../kit/dispatch.ts';
import type { Place } from '../../kit/incoming.ts';
import type { Seat } from '../../kit/privately.ts';
import type { Locale } from '../../kit/words.ts';
import { localeOf } from '../../words/index.ts';
import { can, type Role } from '../roles.ts';
import { asLocale } from './settings.ts';

interface Row {
  memberId: string;
  name: string;
  role: Role;
  locale: string | null;
  lastLocale: string | null;
  firmId: string;
  firmName: string;
  firmLocale: string;
  timeZone: string;
  version: number;
}

const known = `SELECT m."id" AS "memberId", m."name", m."role", m."locale", m."lastLocale", f."id" AS "firmId", f."name" AS "firmName",
  f."locale" AS "firmLocale", f."timeZone", f."version"
  FROM "ChatIdentity" i JOIN "Member" m ON m."id" = i."memberId" JOIN "Firm" f ON f."id" = i."firmId"
  WHERE i."platform" = ? AND i."workspace" = ? AND i."user" = ? AND m."removedAt" IS NULL`;

const seats = `SELECT i."workspace", f."id" AS "firmId", f."name" AS "firm"
  FROM "ChatIdentity" i JOIN "Member" m ON m."id" = i."memberId" JOIN "Firm" f ON f."id" = i."firmId"
  WHERE i."platform" = ? AND i."user" = ? AND m."removedAt" IS NULL ORDER BY f."name", i."createdAt", i."id"`;

/** Where a platform's user belongs to a firm: for what is asked in private, where the platform names no workspace. */
export const seatsOf = (data: Data, { platform, user }: Place): Promise<Seat[]> =>
  data.all<Seat>(seats, [platform, user]);

/** What is written to somebody unasked speaks the language they were last answered in. Nobody waits in vain for that to be written. */
const remember = async (data: Data, id: string, lastLocale: Locale): Promise<void> => {
  await data.db
    .$transaction((tx) => tx.member.updateMany({ where: { id }, data: { lastLocale } }))
    .catch(() => undefined);
};

/** What a member may, for what asks in their name and is in no chat. */
export const rightsOf = (role: 'admin' | 'analyst'): Identity['can'] => can(role);

/** Who a platform's user is: a member of a firm, or a visitor whose scope is empty. One indexed query. */
export async function identify(data: Data, place: Place): Promise<Identity> {
  const [row] = await data.all<Row>(known, [place.platform, place.workspace, place.user], 'reserve');
  if (!row) {
    return {
      firm: { id: '', name: '', timeZone: 'America/Sao_Paulo', version: 0 },
      actor: { kind: 'visitor', id: '' },
      can: can('visitor'),
      locale: localeOf(place.locale) ?? 'pt-BR',
    };
  }
  const spoken = asLocale(row.locale) ?? localeOf(place.locale);
  if (spoken && spoken !== row.lastLocale) await remember(data, row.memberId, spoken);
  return {
    firm: { id: row.firmId, name: row.firmName, timeZone: row.timeZone, version: row.version },
    actor: { kind: 'member', id: row.memberId, name: row.name, role: row.role },
    can: can(row.role),
    locale: spoken ?? asLocale(row.lastLocale) ?? asLocale(row.firmLocale) ?? 'pt-BR',
  };
}
