import type { Data } from '../../data/client.ts';
import { rightsOf } from '../../firms/reads/identity.ts';
import { asLocale } from '../../firms/reads/settings.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Place, PlatformName } from '../../kit/incoming.ts';
import type { Permission } from '../../kit/permission.ts';
import type { Locale } from '../../kit/words.ts';
import { hashKey, isKey, type Scope } from '../schema.ts';

/** Whom a key lets ask: where their chat is, and what they may. */
export interface OpenedKey {
  keyId: string;
  firmId: string;
  memberId: string;
  place: Place;
  locale: Locale;
  can(permission: Permission): boolean;
  lastUsedAt: Date | undefined;
}

interface Row {
  id: string;
  name: string;
  scope: Scope;
  firmId: string;
  memberId: string;
  platform: PlatformName;
  workspace: string;
  user: string;
  expiresAt: string | number;
  lastUsedAt: string | number | null;
  role: 'admin' | 'analyst';
  locale: string | null;
  lastLocale: string | null;
  firmLocale: string;
  assistantsAct: boolean | number;
}

// The seat is looked for again: whoever lost it asks nothing any more, and neither do their assistants.
const known = (
  by: 'id' | 'hash',
) => `SELECT k."id", k."name", k."scope", k."firmId", k."memberId", k."platform", k."workspace", k."user", k."expiresAt", k."lastUsedAt",
  m."role", m."locale", m."lastLocale", f."locale" AS "firmLocale", f."assistantsAct"
  FROM "AssistantKey" k JOIN "Member" m ON m."id" = k."memberId" JOIN "Firm" f ON f."id" = k."firmId"
  JOIN "ChatIdentity" i ON i."platform" = k."platform" AND i."workspace" = k."workspace" AND i."user" = k."user" AND i."memberId" = k."memberId"
  WHERE k."${by}" = ? AND k."revokedAt" IS NULL AND m."removedAt" IS NULL AND f."closedAt" IS NULL`;

const [byHash, byId] = [known('hash'), known('id')];

/**
 * Who a key speaks for; undefined for every key that opens nothing, whatever the reason. `connection`: the key's id, of a token that was
 * found to be ours.
 */
export async function openKey(
  data: Data,
  { key, connection }: { key?: string; connection?: string },
  now: Date,
): Promise<OpenedKey | undefined> {
  if (connection === undefined && !isKey(key ?? '')) return undefined;
  const [row] = await data.all<Row>(connection ? byId : byHash, [connection ?? hashKey(key ?? '')], 'reserve');
  if (!row || new Date(row.expiresAt) <= now) return undefined;
  const { id, name, scope, platform, workspace, user } = row;
  // What the firm does not allow a key of its people cannot either.
  const may = scope === 'act' && !row.assistantsAct ? 'prepare' : scope;
  return {
    keyId: id,
    firmId: row.firmId,
    memberId: row.memberId,
    place: { platform, workspace, user, assistant: { id, name, may }, isAdmin: async () => false },
    locale: asLocale(row.locale) ?? asLocale(row.lastLocale) ?? asLocale(row.firmLocale) ?? 'pt-BR',
    can: rightsOf(row.role),
    lastUsedAt: row.lastUsedAt === null ? undefined : new Date(row.lastUsedAt),
  };
}

/** A key as its owner reads it. */
export interface KeyRow {
  id: string;
  name: string;
  scope: Scope;
  owner: string;
  mine: boolean;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

/** The keys that are good: one's own, and for an administrator everybody's. Enough of them to be looked through. */
export async function keysOf(ctx: Ctx): Promise<KeyRow[]> {
  const rows = await ctx.data.db.assistantKey.findMany({
    where: {
      firmId: ctx.firm.id,
      revokedAt: null,
      expiresAt: { gt: ctx.now },
      member: { removedAt: null },
      ...(ctx.can('manage') ? {} : { memberId: ctx.actor.id }),
    },
    include: { member: { select: { name: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 25,
  });
  return rows.map(({ id, name, scope, memberId, member, expiresAt, lastUsedAt }) => ({
    id,
    name,
    scope: scope as Scope,
    owner: member.name,
    mine: memberId === ctx.actor.id,
    expiresAt,
    lastUsedAt,
  }));
}

export async function mayAct(ctx: Ctx): Promise<boolean> {
  const firm = await ctx.data.db.firm.findUniqueOrThrow({
    where: { id: ctx.firm.id },
    select: { assistantsAct: true },
  });
  return firm.assistantsAct;
}
