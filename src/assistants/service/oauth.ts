import { createHash } from 'node:crypto';
import { z } from 'zod';
import { newId } from '../../data/id.ts';
import { hashToken, newToken } from '../../data/secret.ts';
import { isUnique } from '../../data/unique.ts';
import { write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { firmOf } from '../../firms/reads/firm.ts';
import type { Locale } from '../../kit/words.ts';
import { type Scope, scopes } from '../schema.ts';
import { createSeals } from './seals.ts';
import { type AssistantSeat, takeCode } from './seat.ts';

const minute = 60_000;
/** How long an access token is good for, and a connection without being made anew. */
const accessMinutes = 60;
const connectionDays = 90;

const clientShape = z.object({ name: z.string(), redirects: z.array(z.string()) });
const requestShape = z.object({
  client: z.string(),
  name: z.string(),
  redirect: z.string(),
  challenge: z.string(),
  scope: z.enum(scopes),
  state: z.string().optional(),
});
const seatShape = z.object({
  firmId: z.string(),
  memberId: z.string(),
  platform: z.string(),
  workspace: z.string(),
  user: z.string(),
});
const decisionShape = z.object({ id: z.string(), request: requestShape, seat: seatShape });
const refreshShape = z.object({ key: z.string(), n: z.number().int(), client: z.string() });

export type AskedFor = z.infer<typeof requestShape>;
export interface Tokens {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  refresh_token: string;
  scope: string;
}
export type TokenError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_target'
  | 'unsupported_grant_type';
/**
 * What is wrong with a request for consent. It is said on the page: anybody may register an address here, and a server that sent people on to it
 * before they agreed would be a way for others to hide where a link leads (RFC 9700, 4.11).
 */
export interface Refused {
  wrong: 'client' | 'redirect' | 'request';
}

/** Where an assistant may be sent back to: a page of the internet, or a program on the person's own machine. */
function isRedirect(value: string): boolean {
  if (!URL.canParse(value) || value.length > 400 || value.includes('#')) return false;
  const { protocol, hostname, username, password } = new URL(value);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname));
}

const widest = (asked: string): Scope => {
  const wanted = asked.split(/\s+/);
  return scopes.findLast((each) => wanted.includes(each)) ?? 'prepare';
};
const upTo = (scope: Scope): readonly Scope[] => scopes.slice(0, scopes.indexOf(scope) + 1);

const back = (redirect: string, params: Record<string, string | undefined>): string => {
  const url = new URL(redirect);
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
};

/** Reads what a client says of itself at the address that is its id. */
export type Documents = (id: string) => Promise<{ name: string; redirects: readonly string[] } | undefined>;

/** Lets an assistant that takes no key be connected: each step hands the next on sealed, so any process goes on with any of them. */
export function createOAuth(house: House, clock: () => Date, documents: Documents = async () => undefined) {
  const { data, publicUrl } = house;
  const resource = `${publicUrl}/mcp`;
  const seals = createSeals(house.secret, clock);

  /** Who a client is: as it says at the address that is its id, or in the id that it was given here. */
  const clientOf = async (id: string) => {
    if (!id.startsWith('https:')) return seals.take('client', id, clientShape);
    const said = await documents(id);
    return said && { ...said, redirects: said.redirects.filter(isRedirect) };
  };
  const isClient = (id: string) => id.startsWith('https:') || seals.take('client', id, clientShape) !== undefined;

  const once = async (id: string): Promise<boolean> => {
    try {
      const expiresAt = new Date(clock().getTime() + 24 * 60 * minute);
      await data.db.$transaction((tx) => tx.delivery.create({ data: { key: `oauth:${id}`, expiresAt } }));
      return true;
    } catch (error) {
      if (isUnique(error)) return false;
      throw error;
    }
  };

  const revoke = (id: string) =>
    data.db.$transaction((tx) =>
      tx.assistantKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: clock() } }),
    );

  const tokens = (key: string, scope: Scope, n: number, client: string): Tokens => ({
    access_token: `cat_${seals.put('access', { key, aud: resource }, accessMinutes)}`,
    token_type: 'Bearer',
    expires_in: accessMinutes * 60,
    refresh_token: `crt_${seals.put('refresh', { key, n, client }, connectionDays * 24 * 60)}`,
    scope: upTo(scope).join(' '),
  });

  /** The connection, where the person still sits where they did when they agreed. */
  const connect = async (id: string, { request, seat }: z.infer<typeof decisionShape>): Promise<boolean> => {
    const now = clock();
    const firm = await firmOf(data, seat.firmId);
    const { firmId, memberId, platform, workspace, user } = seat;
    const there = await data.db.chatIdentity.findFirst({
      where: { firmId, memberId, platform, workspace, user, member: { removedAt: null }, firm: { closedAt: null } },
      include: { member: true },
    });
    if (!firm || !there) return false;
    const ctx = contextOf(house, { firm, actor: { kind: 'system', id: 'oauth' }, from: 'mcp', now });
    await write(ctx, 'manage', async ({ tx, audit, become }) => {
      const { name, role } = there.member;
      become(firmId, { kind: 'member', id: memberId, name, role: role as 'admin' | 'analyst' });
      const expiresAt = new Date(now.getTime() + connectionDays * 24 * 60 * minute);
      const named = { name: request.name, scope: request.scope, refresh: 1, createdAt: now, expiresAt };
      // Nobody has what this is the hash of: a connection is opened by its tokens only.
      await tx.assistantKey.create({
        data: { id, hash: hashToken(newToken()), firmId, memberId, platform, workspace, user, ...named },
      });
      await audit('assistant.key', `assistant:${id}`, { scope: request.scope, oauth: true });
    });
    return true;
  };

  return {
    resource,
    /** A client says who it is and where it is sent back to; nothing is stored, for its id says it all. */
    register: (name: string, redirects: readonly string[]): string | undefined =>
      redirects.length > 0 && redirects.length <= 10 && redirects.every(isRedirect)
        ? seals.put('client', { name: name.trim().slice(0, 60) || 'MCP', redirects })
        : undefined,

    /** Reads what a browser was sent here with. */
    begin: async (
      given: Readonly<Record<string, string | undefined>>,
    ): Promise<{ request: string; asked: AskedFor } | Refused> => {
      const { client_id: client = '', redirect_uri: redirect = '', state } = given;
      const known = await clientOf(client);
      if (!known) return { wrong: 'client' };
      if (!known.redirects.includes(redirect)) return { wrong: 'redirect' };
      const { code_challenge: challenge = '' } = given;
      const fits =
        given.response_type === 'code' && given.code_challenge_method === 'S256' && /^[\w-]{43}$/.test(challenge);
      if (!fits || given.resource !== resource || (state ?? '').length > 2000) return { wrong: 'request' };
      const asked = {
        client: hashToken(client),
        name: known.name,
        redirect,
        challenge,
        scope: widest(given.scope ?? ''),
        state,
      };
      return { request: seals.put('request', asked, 15), asked };
    },

    asked: (request: string): AskedFor | undefined => seals.take('request', request, requestShape),

    /** The code from the person's chat, for what is asked of them by name. */
    prove: async (request: string, typed: string) => {
      const asked = seals.take('request', request, requestShape);
      const seat: AssistantSeat | undefined = asked && (await takeCode(house, typed, clock()));
      const firm = seat && (await firmOf(data, seat.firmId));
      const member = seat && (await data.db.member.findFirst({ where: { id: seat.memberId, removedAt: null } }));
      if (!asked || !seat || !firm || !member) return undefined;
      const decision = seals.put('decision', { id: newId(), request: asked, seat }, 10);
      return {
        decision,
        asked,
        firm: firm.name,
        person: member.name,
        locale: (member.locale ?? undefined) as Locale | undefined,
      };
    },

    /** Where the browser goes with the person's answer; undefined when the page is too old, or was answered before. */
    decide: async (decision: string, yes: boolean, scope: string | undefined): Promise<string | undefined> => {
      const made = seals.take('decision', decision, decisionShape);
      if (!made || !(await once(`decision:${made.id}`))) return undefined;
      const { redirect, state } = made.request;
      // A person may allow less than was asked for, and not more.
      const allowed = upTo(made.request.scope).find((each) => each === scope);
      const request = { ...made.request, scope: allowed ?? made.request.scope };
      if (!yes) return back(redirect, { error: 'access_denied', state, iss: publicUrl });
      return back(redirect, { code: seals.put('code', { ...made, request, id: newId() }, 5), state, iss: publicUrl });
    },

    token: async (given: Readonly<Record<string, string | undefined>>): Promise<Tokens | { error: TokenError }> => {
      const { client_id: client = '' } = given;
      // An address proves nothing here; what was given for it is of no use to anybody else.
      if (!isClient(client)) return { error: 'invalid_client' };
      if (given.resource !== undefined && given.resource !== resource) return { error: 'invalid_target' };
      if (given.grant_type === 'authorization_code') {
        const made = seals.take('code', given.code ?? '', decisionShape);
        const challenge = createHash('sha256')
          .update(given.code_verifier ?? '')
          .digest('base64url');
        const { request } = made ?? {};
        if (
          !made ||
          request?.client !== hashToken(client) ||
          request.redirect !== given.redirect_uri ||
          request.challenge !== challenge
        )
          return { error: 'invalid_grant' };
        // A code that comes a second time was seen by somebody else: what it gave is taken back.
        if (!(await once(`code:${made.id}`))) {
          await revoke(made.id);
          return { error: 'invalid_grant' };
        }
        if (!(await connect(made.id, made))) return { error: 'invalid_grant' };
        return tokens(made.id, request.scope, 1, hashToken(client));
      }
      if (given.grant_type !== 'refresh_token') return { error: 'unsupported_grant_type' };
      const held = seals.take('refresh', (given.refresh_token ?? '').replace(/^crt_/, ''), refreshShape);
      if (held?.client !== hashToken(client)) return { error: 'invalid_grant' };
      const good = { id: held.key, refresh: held.n, revokedAt: null, expiresAt: { gt: clock() } };
      const { count } = await data.db.$transaction((tx) =>
        tx.assistantKey.updateMany({ where: good, data: { refresh: held.n + 1 } }),
      );
      if (count === 0) {
        await revoke(held.key);
        return { error: 'invalid_grant' };
      }
      const row = await data.db.assistantKey.findUniqueOrThrow({ where: { id: held.key } });
      return tokens(held.key, row.scope as Scope, held.n + 1, hashToken(client));
    },
  };
}

export type AssistantOAuth = ReturnType<typeof createOAuth>;
