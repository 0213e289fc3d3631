import { readFileSync } from 'node:fs';
import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { readPayload } from '../../src/data/payload.ts';
import { fates } from '../../src/rights/schema.ts';
import { testNow, testSecret } from '../house.ts';

interface Column {
  name: string;
  type: string;
  optional: boolean;
}

/** Every stored column of every model, read from the schema itself; relations are no columns. */
export function columns(): Map<string, Column[]> {
  const text = readFileSync('prisma/schema.prisma', 'utf8');
  const models = new Map([...text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map(([, name, body]) => [name!, body!]));
  return new Map(
    [...models].map(([name, body]) => [
      name,
      [...body.matchAll(/^ {2}(\w+)\s+(\w+)(\[\])?(\?)?/gm)]
        .filter(([, , type, list]) => !list && !models.has(type!))
        .map(([, column, type, , optional]) => ({ name: column!, type: type!, optional: optional === '?' })),
    ]),
  );
}

type Value = string | number | boolean | null | Date;
type Given = Readonly<Record<string, Value>>;
interface Table {
  create(asked: { data: object }): Promise<Record<string, unknown>>;
  findMany(): Promise<Record<string, unknown>[]>;
}
const tableOf = (data: Data, model: string): Table =>
  (data.db as unknown as Record<string, Table>)[`${model[0]!.toLowerCase()}${model.slice(1)}`]!;

const schema = columns();
/** A value that stands nowhere else: whose it is, and where it was put. */
export const mark = (tag: string, model: string, column: string): string => `<<${tag}.${model}.${column}>>`;
const pattern = /<<(\w+)\.(\w+\.\w+)>>/g;
const soon = new Date(testNow.getTime() + 86_400_000);

/** Puts a row into a table whose every text is a mark, but for what is given. */
export async function put(data: Data, tag: string, model: string, given: Given): Promise<string> {
  const row = Object.fromEntries(
    schema.get(model)!.flatMap(({ name, type, optional }): [string, unknown][] => {
      if (name in given) return [[name, given[name]]];
      if (name === 'id') return [[name, newId()]];
      // What leads nowhere.
      if (optional && name.endsWith('Id')) return [];
      if (type === 'String') return [[name, mark(tag, model, name)]];
      if (type === 'Bytes') return [[name, Buffer.from(mark(tag, model, name))]];
      if (optional) return [];
      return [[name, type === 'DateTime' ? soon : type === 'Boolean' ? false : 1]];
    }),
  );
  await tableOf(data, model).create({ data: row });
  return String(row.id ?? '');
}

/** Ids that lead to somebody or something, by the column that holds them. */
type Ids = Record<string, Value>;
/** What a model needs to be what it is; the rest of its texts are marks. */
const as: Readonly<Record<string, (ids: Ids, tag: string) => Given>> = {
  Account: () => ({ locale: 'pt-BR' }),
  Client: () => ({ situation: 'not_connected' }),
  ConnectionRequest: () => ({ state: 'accepted', endedAt: soon, direction: 'firm_to_client', createdById: null }),
  Link: (_, tag) => ({ email: mark(tag, 'Account', 'email') }),
  ConnectionAsk: (_, tag) => ({ email: mark(tag, 'Account', 'email') }),
  ProvenAddress: ({ memberId }, tag): Given => (memberId ? { email: mark(tag, 'Member', 'email') } : {}),
  Session: (_, tag) => ({ email: mark(tag, 'Account', 'email') }),
  PostedMessage: () => ({ kind: 'documents' }),
  Grant: (_, tag) => ({
    state: 'active',
    tokens: '',
    figures: testSecret.seal(JSON.stringify({ total: mark(tag, 'Grant', 'figures') })),
  }),
  DocumentItem: () => ({ state: 'ready' }),
  DocumentIn: () => ({ state: 'passed' }),
  Audit: ({ clientId, requestId, memberId }) => ({
    subject: clientId ? `client:${clientId}` : requestId ? `request:${requestId}` : `member:${memberId}`,
  }),
  Schedule: ({ memberId }) => ({
    place: memberId ? 'member' : 'channel',
    memberId: memberId ?? null,
    createdById: null,
  }),
  DigestRun: ({ memberId, scheduleId }) => ({
    askedBy: memberId ? `member:${memberId}` : '',
    scheduleId: scheduleId ?? null,
  }),
  Digest: ({ memberId }) => ({ direct: Boolean(memberId), analystId: null }),
  DocumentJob: ({ memberId }) => ({ shared: !memberId, memberId: memberId ?? null, message: null, runningKey: null }),
  LicensePackage: () => ({}),
  NoticeBatch: () => ({}),
};

async function row(data: Data, tag: string, model: string, ids: Ids): Promise<string> {
  const own = Object.fromEntries(schema.get(model)!.flatMap(({ name }) => (name in ids ? [[name, ids[name]!]] : [])));
  return put(data, tag, model, { ...own, ...as[model]?.(ids, tag) });
}

const isAbout = (model: string, ...subjects: ('client' | 'account' | 'member')[]) =>
  subjects.some((subject) => fates[model]?.[subject].where && fates[model]?.[subject].fate !== 'theirs');
const sealed = (value: object) => JSON.stringify({ sealed: testSecret.seal(JSON.stringify(value)) });

/** A firm with a row of everything that is the firm's own; what else may lead to it. */
export async function markFirm(data: Data, tag: string): Promise<Ids> {
  const ids: Ids = { firmId: newId() };
  await put(data, tag, 'Firm', {
    id: ids.firmId!,
    timeZone: 'America/Sao_Paulo',
    locale: 'pt-BR',
    email: '',
    phone: '',
  });
  ids.adminId = await row(data, tag, 'Member', ids);
  for (const [column, model] of Object.entries({
    installationId: 'Installation',
    scheduleId: 'Schedule',
    runId: 'DigestRun',
    digestId: 'Digest',
    batchId: 'NoticeBatch',
    jobId: 'DocumentJob',
    packageId: 'LicensePackage',
    undoId: 'ImportUndo',
  }))
    ids[column] = await row(data, tag, model, ids);
  for (const model of schema.keys()) {
    if (
      model in
      {
        Firm: 1,
        Member: 1,
        Installation: 1,
        Schedule: 1,
        DigestRun: 1,
        Digest: 1,
        NoticeBatch: 1,
        DocumentJob: 1,
        LicensePackage: 1,
      }
    )
      continue;
    if (!isAbout(model, 'client', 'account', 'member')) await row(data, tag, model, ids);
  }
  return ids;
}

/** A client of a firm, with their own account, and a row of everything that is about them. */
export async function markClient(data: Data, tag: string, firm: Ids, situation = 'not_connected'): Promise<Ids> {
  const { packageId: _, adminId, ...places } = firm;
  const ids: Ids = { ...places, memberId: adminId!, analystId: null, packageId: null };
  ids.accountId = await row(data, tag, 'Account', {});
  ids.clientId = await put(data, tag, 'Client', {
    firmId: firm.firmId!,
    accountId: ids.accountId,
    analystId: null,
    situation,
  });
  ids.requestId = await row(data, tag, 'ConnectionRequest', ids);
  const named = {
    to: mark(tag, 'Account', 'email'),
    text: mark(tag, 'Outbox', 'payload'),
    about: mark(tag, 'Client', 'email'),
  };
  for (const model of schema.keys()) {
    if (['Account', 'Client', 'ConnectionRequest', 'Upload', 'Outbox', 'ViewState', 'Draft'].includes(model)) continue;
    if (!isAbout(model, 'client', 'account')) continue;
    const { memberId: __, ...rest } = ids;
    // Whoever wants to be reminded is somebody.
    await row(data, tag, model, model === 'Recall' ? ids : rest);
  }
  const { firmId } = firm;
  for (const state of ['sent', 'dead', 'pending'])
    await put(data, tag, 'Outbox', {
      firmId: firmId!,
      key: newId(),
      kind: 'mail',
      state,
      payload: sealed(named),
      lease: null,
      leaseUntil: null,
    });
  await put(data, tag, 'ViewState', {
    token: newId(),
    firmId: firmId!,
    data: ['old.card', named.to, named.about, mark(tag, 'ViewState', 'data')].join('|'),
  });
  const typed = { clientId: ids.clientId, data: sealed({ ...named, text: mark(tag, 'Draft', 'data') }) };
  await put(data, tag, 'Draft', { ...typed, firmId: firmId!, memberId: adminId! });
  // In private, and nobody knows for which firm.
  await put(data, tag, 'Draft', { ...typed, firmId: null, memberId: null, clientId: null });
  return ids;
}

/** Somebody of a firm, and a row of everything that is about them. */
export async function markMember(data: Data, tag: string, firm: Ids): Promise<Ids> {
  const ids: Ids = { firmId: firm.firmId! };
  ids.memberId = await put(data, tag, 'Member', { ...ids, role: 'analyst', removedAt: testNow });
  for (const model of ['Schedule', 'DigestRun', 'Digest', 'DocumentJob'])
    ids[{ Schedule: 'scheduleId', DigestRun: 'runId', Digest: 'digestId', DocumentJob: 'jobId' }[model]!] = await row(
      data,
      tag,
      model,
      ids,
    );
  const own = { firmId: ids.firmId!, memberId: ids.memberId };
  for (const model of schema.keys()) {
    if (['Member', 'Schedule', 'Digest', 'DocumentJob', 'Outbox', 'ViewState', 'Draft'].includes(model)) continue;
    if (!isAbout(model, 'member')) continue;
    const about: Given = { ...own, accountId: null, analystId: null, document: null, situation: 'not_connected' };
    await row(data, tag, model, model === 'Recall' ? { ...own, clientId: await put(data, 'x', 'Client', about) } : own);
  }
  await put(data, tag, 'Draft', { ...own, clientId: null, data: sealed({ text: mark(tag, 'Draft', 'data') }) });
  const letter = sealed({ to: mark(tag, 'Member', 'email'), text: mark(tag, 'Outbox', 'payload') });
  await put(data, tag, 'Outbox', {
    firmId: ids.firmId!,
    key: newId(),
    kind: 'mail',
    state: 'sent',
    payload: letter,
    lease: null,
  });
  return ids;
}

const texts = (value: unknown): string => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'string')
    return value && typeof value === 'object' ? Object.values(value).map(texts).join('\n') : '';
  const inside = value.startsWith('{"sealed"') ? readPayload(value, testSecret) : undefined;
  return inside === undefined ? value : texts(inside);
};
const openedIn = (model: string, column: string, value: unknown) =>
  model === 'Grant' && column === 'figures' && value
    ? JSON.stringify(readPayload(JSON.stringify({ sealed: value }), testSecret))
    : value;

/** Every mark that stands in a text. */
export const marksIn = (text: string, tag: string): string[] =>
  [...new Set([...text.matchAll(pattern)].filter(([, of]) => of === tag).map(([, , where]) => where!))].sort();

/** Every text that stands anywhere in the whole database, sealed or not. */
export async function allTexts(data: Data): Promise<string> {
  const all: string[] = [];
  for (const model of schema.keys())
    for (const found of await tableOf(data, model).findMany())
      for (const [column, value] of Object.entries(found)) all.push(texts(openedIn(model, column, value)));
  return all.join('\n');
}
