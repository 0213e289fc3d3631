import type { Locale, Words } from '../../../src/kit/words.ts';

/** What the pages say; `path` is where this one can be opened again in the other language, of a page that was not the answer to a form. */
export type PortalWords = Words['portal'] & { path?: string };
export type Typed = Readonly<Record<string, string | undefined>>;

/** Where a client acts from. */
export interface From {
  ip: string;
  userAgent: string;
}

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

export type Handover =
  | { state: 'open'; firm: string; phone: string; company: string; email: string; asker: string; day: string }
  | { state: 'closed' };

export type Mailbox =
  | { state: 'open'; email: string; firms: readonly { id: string; name: string; current: boolean }[] }
  | { state: 'closed' };

export interface Tie {
  kind: 'connected' | 'asked' | 'invited';
  id: string;
  firm: string;
  phone: string;
  company: string;
  since: Date;
  expiresAt?: Date;
  access?: 'none' | 'active' | 'revoked' | 'expired' | 'blocked' | 'ended';
}

export type Authorized =
  | { kind: 'done'; firm: string; company: string }
  | { kind: 'denied' | 'old' | 'odd' | 'unavailable' }
  | { kind: 'wrong'; wanted: string; wantedDocument: string; got: string; gotDocument: string }
  | { kind: 'taken'; got: string; gotDocument: string }
  | { kind: 'blocked'; status: string };

export type AccessLink =
  | { state: 'open'; email: string; clientId: string; firm: string; company: string }
  | { state: 'done' | 'closed'; firm: string; company: string }
  | { state: 'unknown' };

/** What the pages need of the core: plain functions. They throw UserError where the client has to be told something. */
export interface PortalPort {
  /** The language that an account has chosen. */
  language(email: string): Promise<Locale | undefined>;
  speak(email: string, locale: Locale): Promise<void>;
  invitation(token: string, locale: Locale): Promise<Invitation>;
  accept(token: string, shown: Locale, typed: Typed, from: From): Promise<{ clientId: string | null }>;
  decline(token: string, reason: string): Promise<void>;
  renew(token: string, chosen: Locale | undefined): Promise<void>;
  again(token: string, locale: Locale): Promise<void>;
  againBehind(token: string): Promise<string | undefined>;
  filledAgain(email: string, requestId: string): Promise<Typed | undefined>;
  address(typed: string | undefined): string;
  signIn(email: string, locale: Locale): Promise<void>;
  enter(token: string): Promise<string | undefined>;
  session: {
    issue(email: string, clientId?: string): Promise<string>;
    read(token: string | undefined): Promise<string | undefined>;
    readFor(token: string | undefined, clientId?: string): Promise<string | undefined>;
    end(token: string | undefined): Promise<void>;
  };
  ties(email: string): Promise<readonly Tie[]>;
  source: string | undefined;
  accessLink(token: string): Promise<AccessLink>;
  authorizeAt(email: string, clientId: string): Promise<string | undefined>;
  authorized(email: string | undefined, back: { code?: string; state?: string; error?: string }): Promise<Authorized>;
  ask(email: string, locale: Locale, typed: Typed, from: From): Promise<void>;
  withdraw(email: string, requestId: string): Promise<void>;
  disconnect(email: string, clientId: string): Promise<void>;
  download(email: string): Promise<object | undefined>;
  page(email: string, locale: Locale): Promise<Uint8Array | undefined>;
  erase(email: string): Promise<void>;
  handover(token: string, locale: Locale): Promise<Handover>;
  answerHandover(token: string, yes: boolean): Promise<'passed' | 'kept'>;
  mailbox(token: string): Promise<Mailbox>;
  confirmAddress(token: string, firmId: string): Promise<{ firm: string; requests: number }>;
  answerLink(email: string, requestId: string): Promise<void>;
}
