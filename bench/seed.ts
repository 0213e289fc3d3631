import Database from 'better-sqlite3';
import pg from 'pg';
import { hashKey, newKey } from '../src/assistants/schema.ts';
import { openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { sqliteFile } from '../src/data/sqlite.ts';
import { addDays } from '../src/kit/days.ts';

/** The day it is in every benchmark. */
export const benchToday = '2026-11-16';

const columns = [
  'id',
  'firmId',
  'document',
  'name',
  'email',
  'situation',
  'charges',
  'analystId',
  'nameKey',
  'searchKey',
  'plan',
  'payer',
  'expiresOn',
  'autoRenew',
  'lastExportOn',
  'createdAt',
  'updatedAt',
] as const;

const id = (kind: number, n: number) =>
  `0190${kind.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const firmId = (firm: number): string => id(1, firm);
export const memberId = (firm: number, member: number): string => id(2, firm * 1000 + member);

const trades = [
  'padaria',
  'mercearia',
  'transportes',
  'escola',
  'otica',
  'grafica',
  'distribuidora',
  'clinica',
  'oficina',
  'farmacia',
];
const situations = [
  'connected',
  'connected',
  'connected',
  'connected',
  'connected',
  'connected',
  'not_connected',
  'not_connected',
  'highly_recommended',
  'invited',
];
const plans = [
  'Essencial I',
  'Essencial II',
  'Controle I',
  'Controle II',
  'Avançado I',
  'Avançado II',
  'Performance I',
];

/** Spreads what a client is like over all names and rows, so that no filter follows an order. */
const spread = (n: number, salt: number): number => Math.imul(n + salt, 2_654_435_761) >>> 9;

/** A client of a firm, the same on every run. The order of names has nothing to do with the order of rows. */
function row(firm: number, n: number, perFirm: number): (string | number | boolean | null)[] {
  const mixed = (n * 7919 + firm * 31) % perFirm;
  const name = `${trades[n % trades.length]} santa ${String(mixed).padStart(7, '0')}`;
  const document = String(firm * 1_000_000 + n).padStart(14, '0');
  const withPlan = spread(n, 4) % 4 !== 3;
  return [
    id(3, firm * 1_000_000 + n),
    firmId(firm),
    document,
    name,
    `contato@empresa${n}.com.br`,
    situations[spread(n, 1) % situations.length]!,
    ['active', 'inactive', 'never_used'][spread(n, 2) % 3]!,
    spread(n, 3) % 5 === 0 ? null : memberId(firm, 1 + (spread(n, 3) % 5)),
    name,
    `${name} ${document} contato@empresa${n}.com.br`,
    withPlan ? plans[n % plans.length]! : '',
    withPlan ? (spread(n, 5) % 3 === 0 ? 'firm' : 'client') : 'none',
    withPlan ? addDays(benchToday, (spread(n, 6) % 400) - 20) : '9999-12-31',
    spread(n, 7) % 2 === 0,
    spread(n, 8) % 6 === 0 ? '' : addDays(benchToday, -(spread(n, 9) % 120)),
    0,
    0,
  ];
}

/** Firms of so many clients and people each (1 to 5 are analysts, the others admins), known on Slack as U<firm>-<n> in T<firm>. At most 1,000 people. */
export async function seedFirms(url: string, firms: number, clients: number, people = 200): Promise<void> {
  const insert = url.startsWith('postgres') ? await postgres(url) : sqlite(url);
  for (let firm = 0; firm < firms; firm++) {
    await insert('Firm', ['id', 'name', 'createdAt'], [[firmId(firm), `Escritório ${firm}`, 0]]);
    await insert(
      'Workspace',
      ['id', 'firmId', 'platform', 'workspace', 'createdAt'],
      [[id(5, firm), firmId(firm), 'slack', `T${firm}`, 0]],
    );
    // A workspace at work: what Slack takes there is known, and answers travel in the acknowledgement.
    await insert(
      'Learnt',
      ['name', 'value', 'expiresAt'],
      ['table', 'acts', 'chart'].map((native) => [`slack/T${firm}/${native}`, 'taken', Date.now() + 7 * 86_400_000]),
    );
    const members = Array.from({ length: people }, (_, n) => n);
    await insert(
      'Member',
      ['id', 'firmId', 'name', 'role', 'createdAt'],
      members.map((n) => [memberId(firm, n), firmId(firm), `Pessoa ${n}`, n > 0 && n < 6 ? 'analyst' : 'admin', 0]),
    );
    await insert(
      'ChatIdentity',
      ['id', 'firmId', 'memberId', 'platform', 'workspace', 'user', 'createdAt'],
      members.map((n) => [
        id(4, firm * 1000 + n),
        firmId(firm),
        memberId(firm, n),
        'slack',
        `T${firm}`,
        `U${firm}-${n}`,
        0,
      ]),
    );
    for (let from = 0; from < clients; from += 2000) {
      await insert(
        'Client',
        columns,
        Array.from({ length: Math.min(2000, clients - from) }, (_, i) => row(firm, from + i, clients)),
      );
    }
  }
  await insert('', [], []);
}

type Insert = (
  table: string,
  names: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
) => Promise<void>;

function sqlite(url: string): Insert {
  const database = new Database(sqliteFile(url));
  database.pragma('synchronous = OFF');
  return async (table, names, rows) => {
    if (!table) {
      database.exec('ANALYZE');
      database.close();
      return;
    }
    const statement = database.prepare(
      `INSERT INTO "${table}" (${names.map((name) => `"${name}"`)}) VALUES (${names.map(() => '?')})`,
    );
    database.transaction(() => {
      for (const values of rows)
        statement.run(...values.map((value) => (typeof value === 'boolean' ? Number(value) : value)));
    })();
  };
}

async function postgres(url: string): Promise<Insert> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC -c synchronous_commit=off' });
  await client.connect();
  const type = (name: string) => (name.endsWith('At') ? 'timestamp[]' : name === 'autoRenew' ? 'boolean[]' : 'text[]');
  return async (table, names, rows) => {
    if (!table) {
      await client.query('VACUUM ANALYZE');
      await client.end();
      return;
    }
    const arrays = names.map((name, i) =>
      rows.map((values) => (name.endsWith('At') ? new Date(Number(values[i])) : values[i])),
    );
    const parameters = names.map((name, i) => `$${i + 1}::${type(name)}`);
    await client.query(
      `INSERT INTO "${table}" (${names.map((name) => `"${name}"`)}) SELECT * FROM unnest(${parameters})`,
      arrays,
    );
  };
}

/** An assistant's key for each of so many people of a firm of `seedFirms`, good for a day. */
export async function seedKeys(url: string, firm: number, people: number): Promise<string[]> {
  const data = openData(url);
  const keys = Array.from({ length: people }, () => newKey());
  const stamps = { createdAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000) };
  const where = { firmId: firmId(firm), platform: 'slack', workspace: `T${firm}`, ...stamps };
  const rows = keys.map((key, n) => {
    const whose = { memberId: memberId(firm, n), user: `U${firm}-${n}`, name: 'Claude', scope: 'prepare' };
    return { id: newId(), hash: hashKey(key), ...where, ...whose };
  });
  await data.db.$transaction((tx) => tx.assistantKey.createMany({ data: rows }));
  await data.close();
  return keys;
}
