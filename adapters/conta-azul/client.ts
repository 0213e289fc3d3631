import type { Log } from '../../src/kit/ctx.ts';
import { openBooks } from './books.ts';
import { companyLimit, createBudget, type Limit, type Turns } from './budget.ts';
import { type App, authorizeUrl, exchange, refresh, revoke } from './oauth.ts';
import type { Fail, Of, RequestOptions } from './port.ts';

export interface ContaAzulParts extends App {
  /** What it is called to people. */
  name: string;
  fail: Fail;
  log: Log;
  /** How long one try may take, in milliseconds. */
  timeout?: number;
  /** What a company may be asked. */
  limit?: Limit;
  /** Shares that with other processes. */
  turns?: Turns;
  /** The first wait between two tries, in milliseconds. */
  step?: number;
  random?(): number;
}

/** The API of Conta Azul: consent, tokens, and the books of whoever consented. */
export function createContaAzul(given: ContaAzulParts) {
  const {
    name,
    fail,
    log,
    turns,
    timeout = 20_000,
    limit = companyLimit,
    step = 1000,
    random = Math.random,
    ...app
  } = given;
  const tries = { fail, log, timeout, step, random };
  const parts = { ...tries, apiUrl: app.apiUrl, budget: createBudget(limit, turns) };
  return {
    name,
    authorizeUrl: (state: string, verifier: string) => authorizeUrl(app, state, verifier),
    exchange: (given: { code: string; verifier: string }, asking?: RequestOptions) =>
      exchange(app, tries, given, asking),
    refresh: (token: string, asking?: RequestOptions) => refresh(app, tries, token, asking),
    revoke: (access: string, companyId: string, asking?: RequestOptions) =>
      revoke(app, tries, access, companyId, asking),
    books: (of: Of) => openBooks(parts, of),
  };
}
