import { randomUUID } from 'node:crypto';
import { afterEach } from 'vitest';
import type { createContaAzul } from '../../../adapters/conta-azul/client.ts';
import type { CompanyIn } from '../../../adapters/conta-azul/stand-in/company.ts';
import type { LeavesOut } from '../../../adapters/conta-azul/stand-in/omit.ts';
import { createStandIn, type StandIn } from '../../../adapters/conta-azul/stand-in/server.ts';
import type { Provider, Tokens } from '../../../src/accounts/provider.ts';
import type { Books, Page } from '../../../src/accounts/schema.ts';
import type { Log } from '../../../src/kit/ctx.ts';
import { testNow } from '../../house.ts';
import { heard, keepSecret } from '../../logs.ts';
import { application, providerAt } from './provider.ts';

export const redirectUri = 'http://localhost:3000/oauth/conta-azul/callback';
/** Who asked for a consent; as many characters as there must be. */
export const verifier = 'v'.repeat(43);
export const bakery: CompanyIn = { name: 'Padaria Pão de Açúcar da Vila', document: '10200300000178' };
export const haulier: CompanyIn = { name: 'Transportadora Rota Sul S.A.', document: 'AGC10185000194' };

/** All that was logged, as text: whatever an error carries with it too. */
export function listening(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const say = (fields: object, text: string) =>
    void lines.push(
      `${text} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? { ...value, stack: value.stack, cause: String(value.cause) } : value))}`,
    );
  return { lines, log: heard({ info: say, warn: say, error: say }) };
}

/** All that the stand-in has given out, and whose it is. */
export const secretsOf = ({ state }: StandIn): string[] => [
  application.clientSecret,
  ...state.access.keys(),
  ...state.codes.keys(),
  ...[...state.connections.values()].flatMap(({ refresh, used }) => [refresh, ...used]).filter(Boolean),
  ...[...state.companies.values()].flatMap(({ document, email, name }) => [document, email, name]),
];

/** So many that no test waits for its turn; those about the limits have the real ones. */
export const noLimit = { length: 1000, most: 100_000 };

/** What the stand-in leaves out of its answers is another in each run; the same again by STAND_IN_SEED. */
const runSeed = process.env.STAND_IN_SEED || randomUUID();
afterEach(({ task }) => {
  if (task.result?.state === 'fail')
    console.error(`the stand-in left out by a seed: STAND_IN_SEED=${runSeed} does it again`);
});

export interface Stand {
  fake: StandIn;
  provider: Provider;
  url: string;
  lines: string[];
  log: Log;
  /** What a consent of a company brings. */
  tokens(document: string): Promise<Tokens>;
  books(document: string, more?: Partial<Parameters<Provider['books']>[0]>): Promise<Books>;
  stop(): Promise<void>;
}

export async function stand({
  companies = [bakery, haulier],
  timeout = 5000,
  clock = () => testNow,
  limited = false,
  leavesOut = 'empty',
  seed = runSeed,
  provider: change = {},
}: {
  companies?: readonly CompanyIn[];
  timeout?: number;
  clock?: () => Date;
  /** With the limits that the real one has. */
  limited?: boolean;
  leavesOut?: LeavesOut['what'] | 'nothing';
  /** What is left out, where a test counts on it: else it is another in each run. */
  seed?: string;
  provider?: Partial<Parameters<typeof createContaAzul>[0]>;
} = {}): Promise<Stand> {
  const { log, lines } = listening();
  const fake = createStandIn({
    companies,
    clock,
    ...application,
    ...(leavesOut === 'nothing' ? {} : { leavesOut: { seed, what: leavesOut } }),
    ...(limited ? {} : { limits: [noLimit] }),
  });
  keepSecret(() => secretsOf(fake));
  const url = await fake.listen();
  const provider = providerAt(url, {
    redirectUri,
    log,
    timeout,
    step: 8,
    random: () => 0.5,
    ...(limited ? {} : { limit: noLimit }),
    ...change,
  });
  const tokens = async (document: string) => {
    const back = new URL(fake.consent(provider.authorizeUrl('a state', verifier), document));
    return provider.exchange({ code: back.searchParams.get('code') ?? '', verifier });
  };
  return {
    fake,
    provider,
    url,
    lines,
    log,
    tokens,
    books: async (document, more = {}) => {
      const { access } = await tokens(document);
      return provider.books({ companyId: fake.state.companyBy(document)!.id, access: async () => access, ...more });
    },
    stop: fake.stop,
  };
}

/** Everything on all pages. */
export async function all<T>(pages: AsyncIterable<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  for await (const { items } of pages) found.push(...items);
  return found;
}
