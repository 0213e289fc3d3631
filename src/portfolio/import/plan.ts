import type { Imported } from '../../activity/schema.ts';
import { type PlainColumn, plainColumns } from '../../clients/fields.ts';
import type { Day } from '../../kit/days.ts';
import { noPlan, situations } from '../../terms/client.ts';
import type { ImportRow } from './line.ts';

/** What an import knows and writes of a client: the columns of the table, as they stand there. */
export interface ClientState extends Record<PlainColumn, string> {
  document: string | null;
  name: string;
  tradeName: string;
  email: string;
  phone: string;
  contactName: string;
  notes: string;
  situation: string;
  charges: string;
  analystId: string | null;
  revenue: number | null;
  plan: string;
  payer: string;
  expiresOn: string;
  autoRenew: boolean;
  lastExportOn: string;
}

/** A client as it stands. */
export interface ExistingClient extends ClientState {
  id: string;
  deleted: boolean;
}

const plainOf = (of: (column: PlainColumn) => string) =>
  Object.fromEntries(plainColumns.map((column) => [column, of(column)])) as Record<PlainColumn, string>;

export const emptyState: ClientState = {
  ...plainOf(() => ''),
  document: null,
  name: '',
  tradeName: '',
  email: '',
  phone: '',
  contactName: '',
  notes: '',
  situation: 'not_connected',
  charges: '',
  analystId: null,
  revenue: null,
  plan: '',
  payer: 'none',
  expiresOn: noPlan,
  autoRenew: false,
  lastExportOn: '',
};

export const stateColumns = Object.keys(emptyState) as (keyof ClientState)[];

/** What a line makes of a client. */
export interface Change {
  kind: 'created' | 'changed' | 'revived';
  state: ClientState;
  /** What happened to the licence, if anything did; its terms are those of the state. */
  license?: 'active' | 'renewed' | 'expired';
  /** What becomes of the connection, if anything does. */
  connection?: Imported;
  /** The package whose licence it takes. */
  lot?: string;
  /** Whether the firm pays no longer: what it had of a package is free again. */
  frees?: boolean;
}

const isKnown = (situation: string) => (situations as readonly string[]).includes(situation);

/** Clients for whom a request of ours waits or holds. */
export type Held = ReadonlySet<string>;

/**
 * Why a client keeps its situation, whatever a line says: nobody knows the line's label; or a file would end a connection, or decide on a
 * request, which only people do.
 */
export function keptSituation(
  row: ImportRow,
  standing: ExistingClient | undefined,
  held: Held,
): 'unknownState' | 'connectionKept' | undefined {
  const { situation } = row;
  if (situation === undefined || !standing || standing.deleted || situation === standing.situation) return undefined;
  if (!isKnown(situation)) return isKnown(standing.situation) ? 'unknownState' : undefined;
  return standing.situation === 'connected' || held.has(standing.id) ? 'connectionKept' : undefined;
}

/** Notes with a number of an employer that is neither CPF nor CNPJ; once, however often it is imported. */
function withRegistration(notes: string, registration: string | undefined): string {
  if (registration === undefined || notes.includes(registration)) return notes;
  return notes === '' ? registration : `${notes}\n${registration}`;
}

/** The state after a line. What the line does not say stays; a plan is what makes a licence, so without one its terms say nothing. */
function merge(
  row: ImportRow,
  standing: ExistingClient | undefined,
  analystId: string | undefined,
  held: Held,
): ClientState {
  const before: ClientState = standing ?? emptyState;
  const plan = row.plan ?? before.plan;
  const planned = plan !== '';
  return {
    ...plainOf((column) => row.plain?.[column] ?? before[column]),
    document: row.document ?? before.document,
    name: row.name,
    tradeName: row.tradeName ?? before.tradeName,
    email: row.email ?? before.email,
    phone: row.phone ?? before.phone,
    contactName: row.contactName ?? before.contactName,
    notes: withRegistration(row.notes ?? before.notes, row.registration),
    situation: keptSituation(row, standing, held) ? before.situation : (row.situation ?? before.situation),
    charges: row.charges ?? before.charges,
    analystId: analystId ?? before.analystId,
    revenue: row.revenue ?? before.revenue,
    plan,
    payer: planned ? (row.payer ?? (before.payer === 'none' ? 'client' : before.payer)) : before.payer,
    expiresOn: planned ? (row.expiresOn ?? before.expiresOn) : before.expiresOn,
    autoRenew: planned ? (row.autoRenew ?? before.autoRenew) : before.autoRenew,
    lastExportOn: row.lastExportOn ?? before.lastExportOn,
  };
}

/**
 * What a line changes of the client it is about, or of none; undefined when it changes nothing. A licence whose end has passed has run
 * out, whether or not it was to renew itself: the file knows what came of it. `lot`: the package it comes into.
 */
export function planChange(
  row: ImportRow,
  standing: ExistingClient | undefined,
  { analystId, today, lot, held }: { analystId?: string; today: Day; lot?: string; held: Held },
): Change | undefined {
  const before = standing ?? emptyState;
  const state = merge(row, standing, analystId, held);
  const differs = (columns: readonly (keyof ClientState)[]) =>
    columns.some((column) => state[column] !== before[column]);
  if (standing && !standing.deleted && !lot && !differs(stateColumns)) return undefined;
  const licensed = state.plan !== '' && (lot !== undefined || differs(['plan', 'payer', 'expiresOn', 'autoRenew']));
  const renewed =
    before.plan !== '' &&
    before.expiresOn !== noPlan &&
    state.expiresOn !== noPlan &&
    state.expiresOn > before.expiresOn;
  const was = standing?.situation === 'connected' && !standing.deleted;
  const is = state.situation === 'connected';
  return {
    connection: was === is ? undefined : is ? 'connected' : 'disconnected',
    kind: standing ? (standing.deleted ? 'revived' : 'changed') : 'created',
    state,
    license: licensed ? (state.expiresOn < today ? 'expired' : renewed ? 'renewed' : 'active') : undefined,
    lot,
    frees: before.payer === 'firm' && state.payer !== 'firm',
  };
}

/** Whether a line says something of a licence that has no plan to belong to, and is therefore not kept. */
export const loosesTerms = (row: ImportRow, standing: ExistingClient | undefined): boolean =>
  !row.plan && !standing?.plan && (row.expiresOn !== undefined || row.payer !== undefined);
