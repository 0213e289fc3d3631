import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Company, type CompanyIn, companyOf } from './company.ts';

/** One consent of a company to an app: what its tokens hang on. */
export interface Connection {
  id: string;
  companyId: string;
  revoked: boolean;
  /** The one refresh token that works; every earlier one is void. */
  refresh: string;
  used: string[];
}

export interface Capture {
  id: string;
  companyId: string;
  name: string;
  type: string;
  size: number;
  description: string;
  at: number;
}

export interface State {
  clientId: string;
  clientSecret: string;
  companies: Map<string, Company>;
  connections: Map<string, Connection>;
  /** By code. */
  codes: Map<string, { companyId: string; redirectUri: string; until: number; challenge: string | null }>;
  /** By access token. */
  access: Map<string, { connectionId: string; until: number }>;
  captures: Map<string, Capture>;
  add(company: CompanyIn): Company;
  companyBy(document: string): Company | undefined;
  /** A new pair of tokens; the pair before loses its refresh token, and its access token goes on to its end. */
  issue(
    connection: Connection,
    now: number,
  ): { access_token: string; expires_in: number; refresh_token: string; token_type: 'Bearer' };
  connect(companyId: string): Connection;
  /** Puts down what must be there after a restart. */
  save(): void;
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Kept {
  connections: Connection[];
  captures: Capture[];
  access: [string, { connectionId: string; until: number }][];
  companies: Company[];
}

/** `file`: where connections outlive the process, so that the demo's do. */
export function createState(options: {
  clientId: string;
  clientSecret: string;
  companies: readonly CompanyIn[];
  file?: string;
}): State {
  const { clientId, clientSecret, companies, file } = options;
  const state: State = {
    clientId,
    clientSecret,
    companies: new Map(),
    connections: new Map(),
    codes: new Map(),
    access: new Map(),
    captures: new Map(),
    add: (given) => {
      const company = companyOf(given);
      state.companies.set(company.id, company);
      return company;
    },
    companyBy: (document) => [...state.companies.values()].find((each) => each.document === document),
    connect: (companyId) => {
      const connection = { id: randomUUID(), companyId, revoked: false, refresh: '', used: [] };
      state.connections.set(connection.id, connection);
      return connection;
    },
    issue: (connection, now) => {
      const issued = Math.floor(now / 1000);
      const access_token = `${base64({ alg: 'RS256', typ: 'JWT' })}.${base64({ iss: 'stand-in', client_id: clientId, iat: issued, exp: issued + 3600, jti: randomUUID() })}.${randomBytes(32).toString('base64url')}`;
      if (connection.refresh) connection.used.push(connection.refresh);
      connection.refresh = randomBytes(48).toString('base64url');
      for (const [token, { until }] of state.access) if (until <= now) state.access.delete(token);
      state.access.set(access_token, { connectionId: connection.id, until: now + 3_600_000 });
      state.save();
      return { access_token, expires_in: 3600, refresh_token: connection.refresh, token_type: 'Bearer' };
    },
    save: () => {
      if (!file) return;
      mkdirSync(dirname(file), { recursive: true });
      const kept: Kept = {
        connections: [...state.connections.values()].map((each) => ({ ...each, used: each.used.slice(-5) })),
        captures: [...state.captures.values()],
        access: [...state.access],
        companies: [...state.companies.values()],
      };
      writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
  if (file && existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    for (const each of kept.companies) state.companies.set(each.id, each);
    for (const each of kept.connections) state.connections.set(each.id, each);
    for (const each of kept.captures) state.captures.set(each.id, each);
    for (const [token, of] of kept.access) state.access.set(token, of);
  }
  for (const each of companies) if (!state.companyBy(each.document)) state.add(each);
  return state;
}
