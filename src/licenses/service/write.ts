import type { Activity } from '../../activity/schema.ts';
import { recordFor } from '../../activity/service.ts';
import type { Data, Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { type Kind, shownOf, type Terms, termKeys } from '../../terms/licence.ts';
import { dueOn } from '../../terms/state.ts';

/** Something that happened to a client's licence, and what the licence is from then on. */
export interface Put {
  clientId: string;
  kind: Kind;
  after: Terms;
  otherClientId?: string;
}

export interface Traces {
  firmId: string;
  actor: string;
  source: 'chat' | 'system';
  now: Date;
}

type Provider = Data['provider'];
type Column = readonly [name: string, type?: string];

// Many rows come as one parameter, a JSON array of arrays: one statement, however many licences.
const from = (provider: Provider) =>
  `WITH r AS MATERIALIZED (SELECT value AS v FROM ${provider === 'sqlite' ? 'json_each(?)' : 'json_array_elements($1::json)'})\n`;
const at = (provider: Provider, i: number, type = '') =>
  provider === 'sqlite' ? `json_extract(v, '$[${i}]')` : `(v->>${i})${type}`;
const param = (provider: Provider, n: number, type: string) => (provider === 'sqlite' ? '?' : `$${n}::${type}`);

const types: Readonly<Record<string, string>> = { autoRenew: '::boolean', anchorDay: '::int' };
const termColumns: readonly Column[] = termKeys.map((name) => [name, types[name]]);
const values = (provider: Provider, columns: readonly Column[]) =>
  columns.map(([, type], i) => at(provider, i, type)).join(', ');
const names = (columns: readonly Column[]) => columns.map(([name]) => `"${name}"`).join(', ');

const ofLicense: readonly Column[] = [['id'], ['clientId'], ['dueOn'], ...termColumns];
const ofClient: readonly Column[] = [['id'], ['plan'], ['payer'], ['expiresOn'], ['autoRenew', '::boolean']];
const ofEvent: readonly Column[] = [['id'], ['clientId'], ['kind'], ['otherClientId'], ...termColumns];

const licenses = (
  provider: Provider,
) => `${from(provider)}INSERT INTO "License" ("firmId", "createdAt", "updatedAt", ${names(ofLicense)})
  SELECT ${param(provider, 2, 'text')}, ${param(provider, 3, 'timestamp')}, ${param(provider, 4, 'timestamp')}, ${values(provider, ofLicense)} FROM r WHERE true
  ON CONFLICT ("clientId") DO UPDATE SET ${['dueOn', ...termKeys, 'updatedAt'].map((name) => `"${name}" = excluded."${name}"`).join(', ')}`;

// By their ids, one by one: IS TRUE keeps SQLite from going through all of the firm for each.
const clients = (provider: Provider) =>
  `${from(provider)}UPDATE "Client" SET ${ofClient
    .slice(1)
    .map(([name, type], i) => `"${name}" = ${at(provider, i + 1, type)}`)
    .join(
      ', ',
    )} FROM r WHERE "Client"."id" = ${at(provider, 0)} AND ("Client"."firmId" = ${param(provider, 2, 'text')}) IS TRUE`;

const events = (
  provider: Provider,
) => `${from(provider)}INSERT INTO "LicenseEvent" ("firmId", "actor", "source", "at", ${names(ofEvent)})
  SELECT ${param(provider, 2, 'text')}, ${param(provider, 3, 'text')}, ${param(provider, 4, 'text')}, ${param(provider, 5, 'timestamp')}, ${values(provider, ofEvent)} FROM r WHERE true`;

/**
 * What summaries count of it. A trial that becomes the plan is the contract it began with, a licence that moves was contracted once, and
 * of one that is put down as it is nobody says when it began.
 */
function activityOf({ kind, after, otherClientId }: Put): Activity | undefined {
  if (kind === 'trial' || (kind === 'active' && after.startsOn && !after.trialEndsOn && !otherClientId))
    return 'contracted';
  return kind === 'renewed' || kind === 'expired' ? kind : undefined;
}

/** What people did is one thing for each client: the rest is what its days have brought of themselves. */
function happenedIn(puts: readonly Put[], source: Traces['source']) {
  const first = new Map([...puts].reverse().map((put) => [put.clientId, put]));
  return (source === 'system' ? puts : [...first.values()]).flatMap((put) => {
    const kind = activityOf(put);
    return kind ? [{ clientId: put.clientId, kind }] : [];
  });
}

const terms = (after: Terms) => termKeys.map((key) => after[key]);

/**
 * The one place where licences are written: the licence, what the client's row shows of it, and the event, together. Several things
 * that happened to one client come in their order. Three statements, however many there are.
 */
export async function putLicenses(
  tx: Tx,
  provider: Provider,
  puts: readonly Put[],
  { firmId, actor, source, now }: Traces,
): Promise<void> {
  if (puts.length === 0) return;
  const last = new Map(puts.map((put) => [put.clientId, put.after]));
  const rows = [...last].map(([clientId, after]) => [newId(), clientId, dueOn(after), ...terms(after)]);
  await tx.$executeRawUnsafe(licenses(provider), JSON.stringify(rows), firmId, now, now);
  const shown = [...last].map(([clientId, after]) => {
    const { plan, payer, expiresOn, autoRenew } = shownOf(after);
    return [clientId, plan, payer, expiresOn, autoRenew];
  });
  await tx.$executeRawUnsafe(clients(provider), JSON.stringify(shown), firmId);
  const happened = puts.map(({ clientId, kind, after, otherClientId = null }) => [
    newId(),
    clientId,
    kind,
    otherClientId,
    ...terms(after),
  ]);
  await tx.$executeRawUnsafe(events(provider), JSON.stringify(happened), firmId, actor, source, now);
  await recordFor(tx, { firmId, now, source: source === 'system' ? 'system' : 'person' }, happenedIn(puts, source));
}
