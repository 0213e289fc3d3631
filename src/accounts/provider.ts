import type { Books, CallOptions } from './schema.ts';

/** A pair of tokens. The refresh token works once: each use brings the next pair. */
export interface Tokens {
  access: string;
  refresh: string;
  /** How long the access token is good for, in seconds. */
  seconds: number;
}

/** Whose books, and how they are opened. */
export interface BooksOf {
  /** Whose limits are spent. */
  companyId: string;
  /** A token that is good; when one was refused it is named, so that another is had. */
  access(refused?: string, asking?: CallOptions): Promise<string>;
  /** Goes before what is not: somebody waits for it. */
  urgent?: boolean;
  /** Told how the plan stands, as far as an answer says it: '' and nothing, or the plan's status word and what it means. */
  plan?(status: string, problem?: 'blocked' | 'trial_ended'): Promise<void> | void;
}

/** The other side, as the adapter hands it over. Throws AccountError like Books do. */
export interface Provider {
  /** What it calls itself to people; the demo's stand-in says that it is one. */
  name: string;
  /** Where a client consents. `state` comes back with the answer; of `verifier`, 43 to 128 characters, only a hash is told. */
  authorizeUrl(state: string, verifier: string): string;
  /** Tokens for a code of at most 3 minutes' age, for whoever knows what was hashed when it was asked for. */
  exchange(given: { code: string; verifier: string }, asking?: CallOptions): Promise<Tokens>;
  /** The next pair; the old refresh token is void from then on. */
  refresh(refresh: string, asking?: CallOptions): Promise<Tokens>;
  /** Takes the authorisation back; also when it was already. */
  revoke(access: string, companyId: string, asking?: CallOptions): Promise<void>;
  books(of: BooksOf): Books;
}

declare module '../kit/ctx.ts' {
  interface Ctx {
    /** Clients' own accounts; nothing when they are not configured. Features open one with `booksOf` of accounts/service/books.ts. */
    provider?: Provider;
  }
}
