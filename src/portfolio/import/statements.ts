import { noPlan } from '../../terms/client.ts';
import { stateColumns } from './plan.ts';

type Provider = 'sqlite' | 'postgresql';

// Many rows come as one parameter, a JSON array of arrays: of all ways through Prisma the fastest by far. What is the same for all
// comes behind it, and licences are taken from the client's row just written: the less text, the less memory. Materialised, because
// SQLite would write each row's text again for each of its values.
const rows = (provider: Provider) =>
  `WITH r AS MATERIALIZED (SELECT value AS v FROM ${provider === 'sqlite' ? 'json_each(?)' : 'json_array_elements(?::json)'})\n`;
const at = (provider: Provider, i: number, type = '') =>
  provider === 'sqlite' ? `json_extract(v, '$[${i}]')` : `(v->>${i})${type}`;

/** A value beside them, of a type that PostgreSQL has to be told. */
const one = (provider: Provider, type: string) => (provider === 'sqlite' ? '?' : `?::${type}`);

/** `?` as PostgreSQL counts its parameters. */
export const numbered = (provider: Provider, sql: string): string => {
  let n = 0;
  return provider === 'sqlite' ? sql : sql.replace(/\?/g, () => `$${++n}`);
};

const types: Readonly<Record<string, string>> = { autoRenew: '::boolean', revenue: '::int' };

const excluded = (names: readonly string[]) => names.map((name) => `"${name}" = excluded."${name}"`).join(', ');
const terms = ['plan', 'payer', 'expiresOn', 'autoRenew'];
const given = [...stateColumns, 'nameKey', 'searchKey'];

const clients = (
  provider: Provider,
) => `${rows(provider)}INSERT INTO "Client" ("firmId", "createdAt", "updatedAt", "id", ${given.map((name) => `"${name}"`).join(', ')})
  SELECT ${one(provider, 'text')}, ${one(provider, 'timestamp')}, ${one(provider, 'timestamp')},
  ${['id', ...given].map((name, i) => at(provider, i, types[name])).join(', ')}
  FROM r WHERE true
  ON CONFLICT ("id") DO UPDATE SET "deletedAt" = NULL, ${excluded([...given, 'updatedAt'])}`;

const fromClient = (provider: Provider) => `FROM r JOIN "Client" c ON c."id" = ${at(provider, 0)} WHERE true`;
const ofClient = terms.map((name) => `c."${name}"`).join(', ');
const termNames = terms.map((name) => `"${name}"`).join(', ');

/** What an import does not lengthen stays blocked, or on trial. */
const stays = (state: string) => `"License"."state" = '${state}' AND excluded."expiresOn" <= "License"."expiresOn"`;
const never = `'${noPlan}'`;

const licenses = (
  provider: Provider,
  lots: boolean,
) => `${rows(provider)}INSERT INTO "License" ("createdAt", "updatedAt", "id", "firmId", "clientId", "packageId", ${termNames}, "state", "dueOn")
  SELECT ${one(provider, 'timestamp')}, ${one(provider, 'timestamp')}, ${at(provider, 1)}, c."firmId", c."id", ${lots ? at(provider, 4) : 'NULL'}, ${ofClient},
    CASE WHEN c."expiresOn" < ${one(provider, 'text')} THEN 'expired' ELSE 'active' END, CASE WHEN c."expiresOn" < ${one(provider, 'text')} THEN ${never} ELSE c."expiresOn" END
  ${fromClient(provider)}
  ON CONFLICT ("clientId") DO UPDATE SET ${excluded([...terms, 'updatedAt'])},
    "packageId" = CASE WHEN excluded."payer" = 'firm' THEN coalesce(excluded."packageId", "License"."packageId") ELSE NULL END,
    "nextPayer" = CASE WHEN excluded."payer" = 'firm' THEN "License"."nextPayer" ELSE '' END,
    "anchorDay" = CASE WHEN excluded."expiresOn" = "License"."expiresOn" THEN "License"."anchorDay" ELSE 0 END,
    "state" = CASE WHEN (${stays('blocked')}) OR (${stays('trial')}) THEN "License"."state" ELSE excluded."state" END,
    "dueOn" = CASE WHEN ${stays('blocked')} THEN ${never}
      WHEN (${stays('trial')}) AND "License"."dueOn" < excluded."expiresOn" THEN "License"."dueOn"
      WHEN ${stays('trial')} THEN excluded."expiresOn" ELSE excluded."dueOn" END`;

// An event holds the whole licence, so it is taken from there.
const whole = [
  'plan',
  'payer',
  'nextPayer',
  'recurrence',
  'startsOn',
  'expiresOn',
  'autoRenew',
  'trialEndsOn',
  'anchorDay',
  'packageId',
  'state',
];
const events = (
  provider: Provider,
) => `${rows(provider)}INSERT INTO "LicenseEvent" ("at", "actor", "id", "firmId", "clientId", "kind", ${whole.map((name) => `"${name}"`).join(', ')}, "source")
  SELECT ${one(provider, 'timestamp')}, ${one(provider, 'text')}, ${at(provider, 2)}, l."firmId", l."clientId", ${at(provider, 3)},
  ${whole.map((name) => `l."${name}"`).join(', ')}, 'import' FROM r JOIN "License" l ON l."clientId" = ${at(provider, 0)} WHERE true`;

/** Which packages clients have licences of; the parameter is their ids as JSON. */
export const lotLookups = (provider: Provider): string =>
  `SELECT "clientId", "packageId" FROM "License" WHERE "packageId" IS NOT NULL AND "clientId" ${among(provider)}`;

/** For which clients a request waits or holds; the parameter is their ids as JSON. */
export const heldLookups = (provider: Provider): string =>
  `SELECT DISTINCT "clientId" FROM "ConnectionRequest" WHERE "state" IN ('pending', 'accepted') AND "endedAt" IS NULL AND "clientId" ${among(provider)}`;

const written = (provider: Provider) => ({
  /** [id, the state's columns, nameKey, searchKey], firmId, now, now: new clients, and those that changed or come back. */
  clients: numbered(provider, clients(provider)),
  /**
   * [client's id, new id, …, kind, package], now, now, today, today: the licence a client has from now on. One that runs longer is
   * active again, one whose end has passed has run out. Without packages, which most files do not name, it costs less.
   */
  licenses: numbered(provider, licenses(provider, false)),
  licensesInLots: numbered(provider, licenses(provider, true)),
  /** [client's id, …, new id, kind], now, actor: what happened to it. */
  events: numbered(provider, events(provider)),
});
const both = { sqlite: written('sqlite'), postgresql: written('postgresql') };

/** The statements of an import, for one of the databases. The first parameter of each is its rows as JSON. */
export const statements = (provider: Provider) => both[provider];

const columns = ['id', ...stateColumns].map((name) => `"${name}"`).join(', ');
const select = `SELECT ${columns}, CASE WHEN "deletedAt" IS NULL THEN 0 ELSE 1 END AS "gone" FROM "Client" WHERE "firmId" = ?`;

const among = (provider: Provider) =>
  provider === 'sqlite'
    ? 'IN (SELECT value FROM json_each(?))'
    : '= ANY (ARRAY (SELECT json_array_elements_text(?::json)))';

/** The clients that lines may be about: by document, also of the deleted; else, of those that stand, by e-mail or by name. */
export const lookups = (provider: Provider) => {
  const list = among(provider);
  return {
    byDocument: `${select} AND "document" ${list}`,
    /** For lines with a document: those that have none yet. */
    byEmailLoose: `${select} AND "email" ${list} AND "document" IS NULL AND "deletedAt" IS NULL`,
    byEmail: `${select} AND "email" ${list} AND "deletedAt" IS NULL`,
    byName: `${select} AND "nameKey" ${list} AND "document" IS NULL AND "email" = '' AND "deletedAt" IS NULL`,
  };
};
