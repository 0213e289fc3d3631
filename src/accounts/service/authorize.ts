import { randomBytes } from 'node:crypto';
import { newId } from '../../data/id.ts';
import { isUnique } from '../../data/unique.ts';
import { write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import { searchKeyOf } from '../../terms/client.ts';
import { maskDocument } from '../../terms/document.ts';
import type { Tokens } from '../provider.ts';
import { AccountError, type Company } from '../schema.ts';
import { tellFirm, tellOthers } from './state.ts';
import { sealTokens } from './tokens.ts';

/** How a consent ended, for the page that says so. */
export type Authorized =
  | { kind: 'done'; firm: string; company: string }
  /** The person said no over there. */
  | { kind: 'denied' }
  /** Too late, not from here, of somebody else, or not connected any more. */
  | { kind: 'old' }
  /** Another company consented than was asked. */
  | { kind: 'wrong'; wanted: string; wantedDocument: string; got: string; gotDocument: string }
  /** Another client of the firm has this company's document. */
  | { kind: 'taken'; got: string; gotDocument: string }
  | { kind: 'blocked'; status: string }
  /** What came back does not say which company it is, or is of no shape we know. */
  | { kind: 'odd' }
  | { kind: 'unavailable' };

export interface Authorization {
  /** Where this client consents, for somebody whose e-mail is proven; undefined when there is nothing to consent to. */
  start(email: string, clientId: string): Promise<string | undefined>;
  /** They come back. `email`: who is signed in, if anybody. */
  finish(email: string | undefined, back: { code?: string; state?: string; error?: string }): Promise<Authorized>;
}

/** A client whose document nobody knew. */
const documented = (
  { name, tradeName, email }: { name: string; tradeName: string; email: string },
  document: string,
  updatedAt: Date,
) => ({
  document,
  searchKey: searchKeyOf({ name, tradeName, email, document }),
  updatedAt,
});

/** Somebody who consents may look for their password first. */
const stateLife = 30 * 60_000;
const use = 'authorize';
/** What a code is exchanged with follows from the state, by a key that nobody has but this house. */
const proof = 'authorize.verifier';

interface Bound {
  clientId: string;
  until: number;
  nonce: string;
}

/** The authorisation of an account in the ERP by the client it belongs to. */
export function createAuthorization(house: House, clock: () => Date): Authorization {
  const { secret, log } = house;
  const { db } = house.data;

  const bind = (clientId: string): string => {
    const bound: Bound = {
      clientId,
      until: clock().getTime() + stateLife,
      nonce: randomBytes(12).toString('base64url'),
    };
    const text = Buffer.from(JSON.stringify(bound)).toString('base64url');
    return `${text}.${secret.sign(use, text)}`;
  };
  const verifierOf = (state: string): string => secret.sign(proof, state);
  /** A state works once: whoever brings it first. False when it was brought before. */
  const spend = async ({ nonce, until }: Bound): Promise<boolean> => {
    try {
      const delivery = { key: `authorize:${nonce}`, expiresAt: new Date(until) };
      await house.data.db.$transaction((tx) => tx.delivery.create({ data: delivery }));
      return true;
    } catch (error) {
      if (isUnique(error)) return false;
      throw error;
    }
  };
  const unbind = (state: string): Bound | undefined => {
    const [text = '', signature = ''] = state.split('.');
    if (!secret.verify(use, text, signature)) return undefined;
    const bound = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Bound;
    return bound.until > clock().getTime() ? bound : undefined;
  };
  /** A connected client whose account this e-mail is. */
  const mine = (email: string, clientId: string) =>
    db.client.findFirst({
      where: { id: clientId, deletedAt: null, situation: 'connected', account: { email } },
      include: { firm: true },
    });
  type Mine = NonNullable<Awaited<ReturnType<typeof mine>>>;
  const contextFor = ({ firm, accountId }: Mine): Ctx =>
    contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'client', id: accountId ?? '' },
      locale: firm.locale as Locale,
      from: 'portal',
      now: clock(),
    });

  /** Gives back what nobody asked for, unless somebody in this house lives by it. */
  const giveBack = async (access: string, companyId: string): Promise<void> => {
    if ((await db.grant.count({ where: { companyId } })) > 0) return;
    await house.provider?.revoke(access, companyId, { signal: AbortSignal.timeout(5000) }).catch((error: unknown) => {
      log.warn(
        { code: error instanceof AccountError ? error.code : 'unknown' },
        'a consent of the wrong company could not be given back',
      );
    });
  };

  const keep = (ctx: Ctx, client: Mine, company: Company, tokens: Tokens): Promise<boolean> =>
    write(ctx, 'client', async (door) => {
      const { tx, now } = door;
      const still = {
        id: client.id,
        firmId: ctx.firm.id,
        situation: 'connected',
        deletedAt: null,
        document: client.document,
      };
      // A client that nobody had a document of has one now.
      const { count } = await tx.client.updateMany({
        where: still,
        data: client.document ? { updatedAt: now } : documented(client, company.document, now),
      });
      if (count === 0) return false;
      const grant = {
        companyId: company.id,
        state: 'active',
        status: '',
        tokens: sealTokens(ctx, tokens),
        accessUntil: new Date(now.getTime() + tokens.seconds * 1000),
        lease: null,
        leaseUntil: null,
        authorizedAt: now,
        changedAt: now,
        checkedAt: now,
      };
      const { id } = await tx.grant.upsert({
        where: { clientId: client.id },
        create: { id: newId(), firmId: ctx.firm.id, clientId: client.id, ...grant },
        update: { ...grant, version: { increment: 1 } },
        select: { id: true },
      });
      await door.portfolioChanged();
      await door.audit('account.authorize', `client:${client.id}`);
      await tellFirm(door, ctx.firm.id, { id, clientId: client.id, state: 'active' });
      await tellOthers(door, ctx, client.id, 'active');
      return true;
    });

  async function finish(client: Mine, given: { code: string; verifier: string }): Promise<Authorized> {
    const provider = house.provider!;
    const ctx = contextFor(client);
    const signal = AbortSignal.timeout(20_000);
    const tokens = await provider.exchange(given, { signal });
    const books = provider.books({
      companyId: `consent:${client.id}`,
      urgent: true,
      access: async () => tokens.access,
    });
    const company = await books.company({ signal });
    // Whose consent it is cannot be believed without its document.
    if (!company.document) {
      await giveBack(tokens.access, company.id);
      return { kind: 'odd' };
    }
    const gotDocument = maskDocument(company.document);
    if (client.document && client.document !== company.document) {
      await giveBack(tokens.access, company.id);
      return {
        kind: 'wrong',
        wanted: client.name,
        wantedDocument: maskDocument(client.document),
        got: company.name,
        gotDocument,
      };
    }
    const other = client.document
      ? null
      : await db.client.findFirst({ where: { firmId: ctx.firm.id, document: company.document } });
    if (other) {
      await giveBack(tokens.access, company.id);
      return { kind: 'taken', got: company.name, gotDocument };
    }
    if (!(await keep(ctx, client, company, tokens))) {
      await giveBack(tokens.access, company.id);
      return { kind: 'old' };
    }
    return { kind: 'done', firm: client.firm.name, company: client.name };
  }

  return {
    start: async (email, clientId) => {
      if (!(await mine(email, clientId))) return undefined;
      const state = bind(clientId);
      return house.provider?.authorizeUrl(state, verifierOf(state));
    },
    finish: async (email, { code, state, error }) => {
      const bound = unbind(state ?? '');
      const client = email && bound && house.provider ? await mine(email, bound.clientId) : null;
      if (!client || !bound || !state || !(await spend(bound))) return { kind: 'old' };
      if (!code) return { kind: error ? 'denied' : 'old' };
      try {
        return await finish(client, { code, verifier: verifierOf(state) });
      } catch (problem) {
        if (problem instanceof AccountError) {
          if (problem.code === 'blocked' || problem.code === 'trial_ended')
            return { kind: 'blocked', status: problem.status };
          // A code that is not taken is older than its three minutes, or was used.
          if (problem.code === 'expired' || problem.code === 'revoked') return { kind: 'old' };
          log.warn({ code: problem.code }, 'a consent could not be finished');
          if (problem.code === 'not_understood') return { kind: 'odd' };
          return { kind: 'unavailable' };
        }
        if (problem instanceof DOMException) return { kind: 'unavailable' };
        // Another client of the firm was given this document a moment ago.
        if (isUnique(problem)) return { kind: 'old' };
        throw problem;
      }
    },
  };
}
