/** How the adapter says that something went wrong; made by whoever uses it, for an adapter knows no feature. */
export type Problem =
  | 'revoked'
  | 'expired'
  | 'blocked'
  | 'trial_ended'
  | 'rate_limited'
  | 'unavailable'
  | 'not_understood'
  | 'not_found'
  | 'bad_request';
export type Fail = (code: Problem, more?: { status?: string; retryAfter?: number; said?: string }) => Error;

export interface RequestOptions {
  signal?: AbortSignal;
}

export interface ApiListOptions extends RequestOptions {
  after?: string;
}

export interface ApiPage<T> {
  items: readonly T[];
  /** How many more stood on it that are not of a shape that is known. */
  unread: number;
  cursor: string;
}

export interface Period {
  from: string;
  to: string;
}

/** Whose account is asked, and with what. */
export interface Of {
  companyId: string;
  access(refused?: string, asking?: RequestOptions): Promise<string>;
  /** Goes before what is not: somebody waits for it. */
  urgent?: boolean;
  /** Told how the plan stands, as far as an answer says it: nothing wrong, or the gatekeeper's word. */
  plan?(status: string, problem?: 'blocked' | 'trial_ended'): Promise<void> | void;
}
