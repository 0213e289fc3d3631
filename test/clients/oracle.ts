import fc from 'fast-check';
import type { Seed } from './seed.ts';

/** What a list ought to show, worked out in memory from the seeds and by other means than the product's. */
export interface Asked {
  name?: string;
  situation?: string;
  history?: string;
  renewal?: string;
  expiry?: string;
  exported?: string;
  charges?: string;
  analyst?: string;
  order?: string;
  tab?: string;
  onPlan?: string;
}
export type Known = Seed & { id: string };

export const today = '2026-11-16';
const simple = (value: string) =>
  value
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');
const away = (days: number) => new Date(Date.UTC(2026, 10, 16 + days)).toISOString().slice(0, 10);

const expiryOf = (client: Known) => client.expiresOn ?? '9999-12-31';
const exportOf = (client: Known) => client.lastExportOn ?? '';

function expires(client: Known, expiry: string): boolean {
  const day = expiryOf(client);
  if (day === '9999-12-31') return false;
  if (expiry === 'overdue') return day < today;
  if (expiry.endsWith('d')) return day >= today && day <= away(Number.parseInt(expiry, 10));
  if (/^\d{4}-\d\d$/.test(expiry)) return day.startsWith(expiry);
  const [from, to] = expiry.split('..') as [string, string];
  return (!from || day >= from) && (!to || day <= to);
}

function wasExported(client: Known, exported: string): boolean {
  const day = exportOf(client);
  if (exported === 'never') return day === '';
  if (day === '') return false;
  if (exported === 'this-month') return day.startsWith('2026-11');
  if (exported === 'last-month') return day.startsWith('2026-10');
  if (exported.endsWith('+')) return day < away(-Number.parseInt(exported, 10));
  if (/^\d{4}-\d\d$/.test(exported)) return day.startsWith(exported);
  const [from, to] = exported.split('..') as [string, string];
  return (!from || day >= from) && (!to || day <= to);
}

const spoken = (client: Known) =>
  simple([client.name, client.tradeName ?? '', client.document ?? '', client.email ?? ''].join('\n'));
const wordMatches = (client: Known, word: string) => {
  const bare = word.replaceAll('.', '').replaceAll('/', '').replaceAll('-', '');
  return spoken(client).includes(word) || (/\d/.test(bare) && /^[a-z\d]+$/.test(bare) && spoken(client).includes(bare));
};

const nameOf = (c: Known) => simple(c.name).split(/\s+/).join(' ').trim();
/** Whose plan is over or ends within thirty days comes first, by that day. */
const urgencyOf = (c: Known) => (expiryOf(c) <= away(30) ? `0${expiryOf(c)}` : `1${nameOf(c)}`);
const keys = { urgency: urgencyOf, name: nameOf, expiry: expiryOf, exported: exportOf } as const;
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The ids of all that is asked for, in order. */
export function expected(clients: readonly Known[], asked: Asked, scope?: string): string[] {
  const key = keys[(asked.order ?? 'urgency') as keyof typeof keys];
  return clients
    .filter((c) => !c.deletedAt && (!scope || c.analystId === scope))
    .filter((c) => !asked.tab || asked.tab === 'all' || (c.payer ?? 'none') === asked.tab)
    .filter((c) => !asked.situation || (c.situation ?? 'connected') === asked.situation)
    .filter((c) => !asked.onPlan || c.plan === asked.onPlan)
    .filter((c) => !asked.charges || c.charges === asked.charges)
    .filter((c) => !asked.renewal || Boolean(c.autoRenew) === (asked.renewal === 'yes'))
    .filter((c) => !asked.analyst || (asked.analyst === 'none' ? !c.analystId : c.analystId === asked.analyst))
    .filter(
      (c) => !asked.history || (asked.history === 'never' ? !c.history?.length : c.history?.includes(asked.history)),
    )
    .filter((c) => !asked.expiry || expires(c, asked.expiry))
    .filter((c) => !asked.exported || wasExported(c, asked.exported))
    .filter(
      (c) =>
        !asked.name ||
        simple(asked.name)
          .split(/\s+/)
          .filter(Boolean)
          .every((word) => wordMatches(c, word)),
    )
    .sort((a, b) => compare(key(a), key(b)) || compare(a.id, b.id))
    .map((c) => c.id);
}

const names = [
  'Padaria',
  'PADARIA',
  'Açougue',
  'acougue',
  'São João',
  'do Zé',
  '<!channel>',
  '@everyone',
  "Robert'); DROP TABLE",
  '🥖',
  'ltda',
  '*x*',
  '%_',
];
export const situations = [
  'connected',
  'not_connected',
  'highly_recommended',
  'invited',
  'requested',
  'disconnected',
  'Em análise',
];
const kinds = ['trial', 'active', 'renewed', 'expired', 'cancelled', 'blocked', 'transferred'];
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** A client of any kind; the number makes its document its own. */
export const someClient = (analysts: readonly string[]): fc.Arbitrary<Seed> =>
  fc.record({
    name: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
    tradeName: fc.constantFrom('', '', 'Pão da Vila', 'Zé & Cia'),
    document: fc.option(
      fc
        .tuple(fc.integer({ min: 0, max: 99 }), fc.stringMatching(/^[0-9A-Z]{10}$/))
        .map(([n, s]) => `${String(n).padStart(2, '0')}${s}81`),
      { nil: null },
    ),
    email: fc.constantFrom('', 'nf@padaria.com.br', 'contato@ze-cia.com.br'),
    situation: fc.constantFrom(...situations),
    charges: fc.constantFrom('', 'active', 'inactive', 'never_used'),
    plan: fc.constantFrom('', 'Essencial I', 'Controle I', 'Plano antigo'),
    payer: fc.constantFrom('client', 'firm', 'none'),
    autoRenew: fc.boolean(),
    analystId: fc.constantFrom(null, ...analysts),
    expiresOn: maybe(fc.integer({ min: -40, max: 120 }).map(away)),
    lastExportOn: maybe(fc.integer({ min: -120, max: 0 }).map(away)),
    deletedAt: fc.constantFrom(null, null, null, null, null, new Date('2026-11-16T14:59:00Z')),
    history: fc.subarray(kinds, { maxLength: 3 }),
  });

const rare = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 });
const often = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const span = fc
  .tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 0, max: 90 }))
  .map(([from, more]) => `${away(from)}..${away(from + more)}`);

/** Any combination of filters, in any order. */
export const someFilter = (analysts: readonly string[]): fc.Arbitrary<Asked> =>
  fc.record({
    name: often(
      fc.constantFrom(
        'padaria',
        'ACOUGUE',
        'são joao',
        'zé',
        'vila pao',
        'nf@',
        '81',
        '.0',
        '%',
        'drop',
        '<!channel>',
        '🥖 ltda',
        'ze-cia',
      ),
    ),
    situation: often(fc.constantFrom(...situations)),
    history: often(fc.constantFrom('never', ...kinds)),
    renewal: often(fc.constantFrom('yes', 'no')),
    expiry: often(
      fc.oneof(
        fc.constantFrom('overdue', '7d', '15d', '30d', '60d', '90d', '2026-12', '2026-12-01..', '..2026-12-01'),
        span,
      ),
    ),
    exported: often(
      fc.oneof(
        fc.constantFrom('never', 'this-month', 'last-month', '30+', '60+', '2026-09', '2026-10-15..', '..2026-10-15'),
        span,
      ),
    ),
    charges: often(fc.constantFrom('active', 'inactive', 'never_used')),
    analyst: often(fc.constantFrom('none', ...analysts)),
    order: rare(fc.constantFrom('urgency', 'name', 'expiry', 'exported')),
    onPlan: often(fc.constantFrom('Controle I', 'Plano antigo')),
    tab: often(fc.constantFrom('all', 'client', 'firm', 'none')),
  });
