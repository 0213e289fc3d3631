import { type Authorized, createAuthorization } from '../../accounts/service/authorize.ts';
import { hashToken } from '../../data/secret.ts';
import { write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Ctx, Firm } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import { exportAccount } from '../../rights/service/tell.ts';
import { words } from '../../words/index.ts';
import { consentOf } from '../consent.ts';
import { readAddress, readConsent, readRegistration, readWish, type Typed } from '../forms.ts';
import type { AccessLink } from '../reads/asking.ts';
import { againOf, expiredBehind, firmBehind, openInvitation, pendingBehind, type Tie, tiesOf } from '../reads/links.ts';
import type { Request } from '../schema.ts';
import { type AddressPage, confirmAddress, openAddress } from './addresses.ts';
import { acceptInvitation, cancel, declineInvitation, disconnect } from './answer.ts';
import { ask, sendSignIn } from './ask.ts';
import { openAccess } from './authorize.ts';
import type { Agreement } from './consent.ts';
import { notFound } from './decide.ts';
import { eraseAccount } from './erase.ts';
import { answerHandover, type Handover, openHandover } from './handover.ts';
import { sendLink } from './invite.ts';
import { languageOf, speak } from './language.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** What the page behind a link shows. */
export type Invitation =
  | {
      state: 'open';
      firm: string;
      phone: string;
      company: string;
      document: string;
      email: string;
      until: string;
      consent: readonly string[];
      hasAccount: boolean;
    }
  | { state: 'accepted' | 'declined' | 'cancelled' | 'expired' | 'used'; firm: string; phone: string }
  | { state: 'unknown' };

/** All that the client's pages can do, as plain functions. Throws UserError where the person has to be told something. */
export interface Portal {
  /** The language that an account has chosen, and its choice. */
  language(email: string): Promise<Locale | undefined>;
  speak(email: string, locale: Locale): Promise<void>;
  /** In the language of the page; without one, of the invitation's letter. */
  invitation(token: string, locale?: Locale): Promise<Invitation>;
  /** `typed` is the form of the page: the consent, in the language that was `shown`, and what a client without an account registers. */
  accept(token: string, shown: Locale, typed: Typed, from: From): Promise<{ clientId: string | null }>;
  decline(token: string, reason: string): Promise<void>;
  /** A new link to the address the old one was for, when its invitation still waits. Says nothing about whether it did. */
  renew(token: string, chosen?: Locale): Promise<void>;
  /** After an invitation's time: a link to sign in, to the address it was for, that opens a request to its firm. Says nothing about whether it did. */
  again(token: string, locale: Locale): Promise<void>;
  /** The invitation that a sign-in link came from, and the request it fills in. */
  againBehind(token: string): Promise<string | undefined>;
  filledAgain(email: string, requestId: string): Promise<Typed | undefined>;
  /** A link to sign in, to any address. */
  signIn(email: string, locale: Locale): Promise<void>;
  /** The address as typed, tidied; throws UserError when it is none. */
  address(typed: string | undefined): string;
  session: Sessions;
  /** The e-mail a sign-in link proves; the link is used up. */
  enter(token: string): Promise<string | undefined>;
  /** Without `access` where no account of the ERP can be authorised here. */
  ties(email: string): Promise<readonly Tie[]>;
  /** What the ERP is called, where accounts of it can be authorised here. */
  source: string | undefined;
  /** Where a connected client authorises their account; undefined when there is nothing to authorise. */
  /** What stands behind the link of a letter that asks to authorise. */
  accessLink(token: string): Promise<AccessLink>;
  authorizeAt(email: string, clientId: string): Promise<string | undefined>;
  authorized(email: string | undefined, back: { code?: string; state?: string; error?: string }): Promise<Authorized>;
  ask(email: string, locale: Locale, typed: Typed, from: From): Promise<void>;
  withdraw(email: string, requestId: string): Promise<void>;
  disconnect(email: string, clientId: string): Promise<void>;
  /** Everything stored about this address, and its end. */
  download(email: string): Promise<object | undefined>;
  /** The same as a page for a person to read. */
  page(email: string, locale: Locale): Promise<Uint8Array | undefined>;
  erase(email: string): Promise<void>;
  /** The question whether a record may pass to another e-mail, and its answer; throws UserError when it is over. */
  handover(token: string, locale: Locale): Promise<HandoverPage>;
  answerHandover(token: string, yes: boolean): Promise<'passed' | 'kept'>;
  /** Which firm an accountant's address stands for: asked of whoever reads its mail. */
  mailbox(token: string): Promise<AddressPage>;
  confirmAddress(token: string, firmId: string): Promise<{ firm: string; requests: number }>;
  /** A link to answer an invitation, for somebody who has proven the address by signing in. */
  answerLink(email: string, requestId: string): Promise<void>;
}

export type HandoverPage = { state: 'closed' } | (Extract<Handover, { state: 'open' }> & { day: string });

/** Where a client acts from: kept with the consent. */
type From = Pick<Agreement, 'ip' | 'userAgent'>;

const nobody: Firm = { id: '', name: '', timeZone: 'America/Sao_Paulo', version: 0 };

export function createPortal(house: House, clock: () => Date): Portal {
  const { data } = house;
  const authorization = createAuthorization(house, clock);
  const client = (firm: Firm, locale: Locale, id = ''): Ctx =>
    contextOf(house, { firm, actor: { kind: 'client', id }, locale, from: 'portal', now: clock() });
  const open = async (token: string, locale?: Locale) => {
    const opened = await openInvitation(data, token, clock());
    if (opened.state !== 'open') throw notFound();
    return {
      ctx: client(opened.firm, locale ?? (opened.request.locale as Locale)),
      id: opened.request.id,
      hasAccount: opened.hasAccount,
    };
  };
  const own = async (email: string, tie: { clientId?: string; requestId?: string }): Promise<Ctx> => {
    const firm = await firmBehind(data, email, tie);
    if (!firm) throw notFound();
    const account = await data.db.account.findUnique({ where: { email } });
    return client(firm, firm.locale, account?.id ?? '');
  };
  const sendNew = (ctx: Ctx, request: Request) =>
    write(ctx, 'client', (write) => sendLink(write, ctx, request, 'reminder'));

  return {
    language: (email) => languageOf(data.db, email),
    speak: (email, locale) => speak(data, email, locale),
    invitation: async (token, shown) => {
      const opened = await openInvitation(data, token, clock());
      if (opened.state === 'unknown') return opened;
      const { request, firm } = opened;
      const locale = shown ?? (request.locale as Locale);
      const { name, phone } = firm;
      if (opened.state === 'closed') {
        const over =
          request.state === 'pending' && request.expiresAt <= clock()
            ? 'expired'
            : request.state === 'pending'
              ? 'used'
              : request.state;
        return { state: over, firm: name, phone };
      }
      const ctx = client(firm, locale);
      return {
        state: 'open',
        firm: name,
        phone,
        company: request.companyName,
        document: request.document ?? '',
        email: request.email,
        until: ctx.w.connections.instant(request.expiresAt, firm.timeZone),
        consent: consentOf(locale, name).lines,
        hasAccount: opened.hasAccount,
      };
    },
    accept: async (token, shown, typed, from) => {
      const { ctx, id, hasAccount } = await open(token, shown);
      if (hasAccount) readConsent(typed);
      const { clientId } = await acceptInvitation(ctx, id, {
        ...from,
        ...(hasAccount ? {} : { registration: readRegistration(typed) }),
      });
      return { clientId };
    },
    decline: async (token, reason) => {
      const { ctx, id } = await open(token);
      await declineInvitation(ctx, id, reason);
    },
    renew: async (token, chosen) => {
      const pending = await pendingBehind(data, token, clock());
      if (!pending) return;
      const locale = chosen ?? (pending.request.locale as Locale);
      await sendNew(client(pending.firm, locale), { ...pending.request, locale });
    },
    again: async (token, locale) => {
      const request = await expiredBehind(data, token, clock());
      if (request) await sendSignIn(client(nobody, locale), request.email, request.id);
    },
    againBehind: async (token) =>
      (await data.db.link.findUnique({ where: { hash: hashToken(token) } }))?.requestId ?? undefined,
    filledAgain: (email, requestId) => againOf(data, email, requestId),
    signIn: (email, locale) => sendSignIn(client(nobody, locale), email),
    address: readAddress,
    session: createSessions(data, clock),
    enter: async (token) => {
      const hash = hashToken(token);
      const { count } = await data.db.$transaction((tx) =>
        tx.link.updateMany({
          where: { hash, kind: 'sign_in', usedAt: null, expiresAt: { gt: clock() } },
          data: { usedAt: clock() },
        }),
      );
      return count === 1 ? (await data.db.link.findUnique({ where: { hash } }))?.email : undefined;
    },
    ties: async (email) => {
      const ties = await tiesOf(data, email, clock());
      return house.provider ? ties : ties.map(({ access: _, ...tie }) => tie);
    },
    source: house.provider?.name,
    accessLink: (token) => openAccess(data, token, clock()),
    authorizeAt: authorization.start,
    authorized: authorization.finish,
    ask: async (email, locale, typed, from) => ask(client(nobody, locale), email, readWish(typed), from),
    withdraw: async (email, requestId) => {
      const { count } = await data.db.$transaction((tx) =>
        tx.connectionAsk.deleteMany({ where: { id: requestId, email } }),
      );
      if (count > 0) return;
      await cancel(await own(email, { requestId }), requestId);
    },
    disconnect: async (email, clientId) => {
      await disconnect(await own(email, { clientId }), clientId);
    },
    download: async (email) => (await exportAccount(house, email, clock()))?.json,
    page: async (email, locale) => (await exportAccount(house, email, clock(), locale))?.page,
    erase: (email) => eraseAccount(house, email, clock()),
    handover: async (token, locale) => {
      const found = await openHandover(data, token, clock());
      if (found.state === 'closed') return found;
      return { ...found, day: words[locale].connections.instant(found.until, found.timeZone) };
    },
    mailbox: (token) => openAddress(data, token, clock()),
    confirmAddress: (token, firmId) => confirmAddress(house, token, firmId, clock()),
    answerHandover: (token, yes) => answerHandover(house, token, yes, clock()),
    answerLink: async (email, requestId) => {
      const ctx = await own(email, { requestId });
      const request = (await data.db.connectionRequest.findFirst({
        where: { id: requestId, state: 'pending' },
      })) as Request | null;
      if (request?.direction === 'firm_to_client') await sendNew(ctx, request);
    },
  };
}
