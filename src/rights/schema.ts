import { storedColumns } from '../clients/fields.ts';
import {
  buttons,
  byClient,
  byFirm,
  byRequest,
  bySince,
  byWhat,
  consent,
  drafts,
  firms,
  gone,
  kept,
  letters,
  ofClient,
  request,
  theirs,
  withFirm,
} from './rows.ts';
import type { Fate, Model, Subject } from './subjects.ts';

/**
 * The one table, in the order in which it is carried out: what leads to something goes before it. A test compares it with the schema: a
 * new model or column must be decided on here, for each subject; the downloads are made of it.
 */
export const fates: Readonly<Record<string, Model>> = {
  // Before what ties it to firms goes.
  Account: {
    client: theirs, // a firm has no say over it
    account: gone('it is theirs', ({ accountId }) => ({ id: accountId })),
    member: theirs,
    firm: gone('those that are tied to no other firm', ({ firmId }) => ({
      clients: { every: { firmId } },
      requests: { every: { firmId } },
      OR: [{ clients: { some: { firmId } } }, { requests: { some: { firmId } } }],
    })),
    untold: ['erasingAt'],
  },
  Outbox: {
    client: letters,
    account: letters,
    member: letters,
    firm: withFirm,
    inside: 'all',
    untold: ['payload', 'key', 'lane', 'claims', 'lease', 'leaseUntil', 'attempts'],
  },
  ViewState: { client: buttons, account: buttons, member: buttons, firm: withFirm, untold: 'all' },
  Draft: {
    inside: 'all',
    client: drafts,
    account: drafts,
    member: gone('typed, and not sent', ({ memberId }) => ({ memberId })),
    firm: withFirm,
    untold: ['person'],
  },
  Upload: {
    client: gone('a list between preview and import may name anybody; it lasts an hour', byFirm),
    account: theirs,
    member: gone('theirs, for an hour', ({ memberId }) => ({ memberId })),
    firm: withFirm,
    untold: 'all',
  },
  ImportTitle: firms,
  // Ids of rows that are told themselves, packed: nothing that anybody could read. Whoever is erased is taken out of them.
  ImportList: { ...firms, untold: ['clients'] },
  ImportUndo: {
    client: gone('what undoes an import, for a day; any erasure takes it along', byFirm),
    account: theirs,
    member: theirs,
    firm: withFirm,
    untold: 'all',
  },
  ImportUndoPart: {
    client: gone('clients as they were before an import, for a day; any erasure takes it along', byFirm),
    account: theirs,
    member: theirs,
    firm: withFirm,
    untold: 'all',
  },
  PostedMessage: {
    ...ofClient(
      'the message itself is overwritten',
      gone('documents of their account; what else names the firm’s client is the firm’s', ({ clientIds }) => ({
        clientId: { in: [...clientIds] },
        kind: 'documents',
      })),
    ),
    inside: 'all',
  },
  PostedCard: {
    inside: 'all',
    client: kept('where a message stands, so that it is blanked there too', byRequest),
    account: kept('where a message stands, so that it is blanked there too', byRequest),
    member: theirs,
    firm: withFirm,
  },
  Link: {
    client: gone('leads to what is gone', byRequest),
    account: gone('leads to what is gone', ({ email, requestIds }) => ({
      OR: [{ email }, { requestId: { in: [...requestIds] } }],
    })),
    member: theirs,
    firm: gone('leads to what is gone', ({ firmId }) => ({ request: { firmId } })),
    untold: ['hash'],
  },
  Session: {
    client: theirs,
    account: gone('they are signed in nowhere any more', ({ email }) => ({ email })),
    member: theirs,
    firm: theirs, // of people, whoever their accountant is
    untold: ['hash'],
  },
  ConnectionAsk: {
    client: theirs,
    account: gone('what they asked of an address that is no firm’s', ({ email }) => ({ email })),
    member: theirs,
    firm: theirs, // goes when its time is over
  },
  ProvenAddress: {
    ...firms,
    member: gone('an address of theirs that stood for the firm', ({ firmId, email }) => ({ firmId, email })),
  },
  Consent: { client: consent, account: consent, member: theirs, firm: withFirm },
  ConnectionRequest: {
    client: request,
    account: request,
    member: theirs,
    firm: withFirm,
    untold: ['pendingKey', 'nextAt', 'handoverOf'],
  },
  License: ofClient('it is the client’s', kept('of the firm’s own record of the client', bySince('createdAt'))),
  LicenseEvent: ofClient('it is the client’s past', kept('of the firm’s own record of the client', bySince('at'))),
  Export: ofClient('it lists the client’s documents', kept('that the firm took documents, and counts', bySince('at'))),
  Grant: {
    ...ofClient(
      'its tokens go when the connection ends; what is left waits to be taken back there',
      gone('the authorisation was theirs', byClient),
    ),
    untold: ['tokens', 'version', 'lease', 'leaseUntil', 'turnsUntil'],
  },
  DigestClient: ofClient('says that a digest listed the client; the message itself is edited'),
  DigestDeed: ofClient('what was done about the client'),
  Recall: {
    ...ofClient('who wants to be reminded of the client'),
    member: gone('what they wanted to be reminded of', ({ memberId }) => ({ memberId })),
    untold: ['platform', 'workspace', 'user'],
  },
  Hush: ofClient('what digests leave out of the client'),
  Notice: ofClient('an event of the client, until it is told'),
  DocumentItem: {
    ...ofClient(
      'what was taken of the client; its files go with it',
      gone('came from their account, by their consent', bySince('createdAt')),
    ),
    untold: ['lease', 'rank', 'dueAt'],
  },
  AccessAsk: {
    ...ofClient('leads to what is gone', gone('leads to what is gone', bySince('createdAt'))),
    untold: ['hash'],
  },
  DocumentAsk: {
    ...ofClient('leads to what is gone', gone('leads to what is gone', bySince('createdAt'))),
    untold: ['hash'],
  },
  DocumentIn: ofClient(
    'what the client sent; its file goes with it',
    gone('what they sent; its file goes with it', bySince('createdAt')),
  ),
  Audit: {
    inside: 'all',
    client: kept('who of the firm did what and when: ids only', (of) => ({
      firmId: of.firmId,
      subject: { in: byWhat(of) },
    })),
    account: kept('who did what and when: ids only', (of) => ({ subject: { in: byWhat(of) } })),
    member: kept('who did what and when stays under the id', ({ memberId }) => ({ subject: `member:${memberId}` }), {
      detail: '{}',
    }),
    firm: withFirm,
  },
  Client: {
    client: gone('it is the client', ({ clientIds }) => ({ id: { in: [...clientIds] } })),
    account: kept(
      'the firm’s own record of its client, which it must keep (art. 16, I; CTN, art. 195): only the account is cut off',
      ({ clientIds }) => ({ id: { in: [...clientIds] } }),
      { accountId: null },
    ),
    member: theirs,
    firm: withFirm,
    untold: ['searchKey', 'nameKey'],
    // Of the firm's record an account is told how it is connected, and nothing else.
    inside: [...storedColumns.filter((column) => column !== 'situation'), 'deletedAt', 'createdAt', 'updatedAt'],
  },
  LinkCode: {
    ...firms,
    member: gone('theirs', ({ memberId }) => ({ OR: [{ memberId }, { forId: memberId }] })),
    untold: ['hash'],
  },
  Digest: {
    ...firms,
    member: gone('what was sent to them alone', ({ memberId, email }) => ({
      OR: [
        ...(email ? [{ platform: 'mail', channel: email }] : []),
        {
          direct: true,
          OR: [
            { analystId: memberId },
            { run: { schedule: { memberId } } },
            { run: { askedBy: `member:${memberId}` } },
          ],
        },
      ],
    })),
  },
  DigestRun: firms,
  Schedule: {
    ...firms,
    member: gone('what they wanted to be told', ({ firmId, memberId, email }) => ({
      firmId,
      OR: [{ memberId }, ...(email ? [{ place: 'mail', channel: email }] : [])],
    })),
  },
  DocumentJob: {
    ...firms,
    member: kept(
      'that somebody of the firm asked for documents, and counts',
      ({ memberId }) => ({ memberId, shared: false }),
      {
        channel: '',
      },
    ),
  },
  ChatIdentity: { ...firms, member: gone('who they are elsewhere', ({ memberId }) => ({ memberId })) },
  AssistantKey: {
    ...firms,
    member: gone('what asked in their name', ({ memberId }) => ({ memberId })),
    untold: ['hash'],
  },
  Member: {
    ...firms,
    member: kept('what they did stays under the id', ({ memberId }) => ({ id: memberId }), {
      name: ({ memberId }) => `#${memberId.slice(-6)}`,
      email: null,
      locale: null,
    }),
  },
  LicensePackage: firms,
  PortfolioEvent: firms, // counts and ids of members, no names
  FirmHoliday: firms,
  NoticeRule: firms,
  NoticeBatch: firms,
  // Before what leads to it. One that several firms speak through goes with the last of them.
  Installation: {
    client: theirs,
    account: theirs,
    member: theirs, // who added it stands nowhere
    firm: gone('what let the bot speak in its workspaces', ({ firmId }) => ({
      workspaces: { some: { firmId }, every: { firmId } },
    })),
    untold: ['tokens', 'version', 'lease', 'leaseUntil'],
  },
  Workspace: firms,
  Learnt: { client: theirs, account: theirs, member: theirs, firm: theirs }, // what blocks a workspace takes, for days
  Duty: { client: theirs, account: theirs, member: theirs, firm: theirs }, // which process does what
  Delivery: { client: theirs, account: theirs, member: theirs, firm: theirs }, // keys of deliveries, for a day
  Firm: { ...firms, firm: gone('it is the firm', ({ firmId }) => ({ id: firmId })), untold: ['version'] },
};

/** Which columns of a model a download about somebody tells. */
export const isTold = (model: string, column: string, subject: Subject): boolean => {
  const of = fates[model];
  const rows = of?.[subject];
  if (!of || !rows?.where || rows.fate === 'theirs' || of.untold === 'all') return false;
  return (
    !of.untold?.includes(column) && !(subject === 'account' && (of.inside === 'all' || of.inside?.includes(column)))
  );
};

/** What becomes of a column; undefined for what the table does not know. */
export function fateOf(model: string, column: string, subject: Subject): Fate | undefined {
  const rows = fates[model]?.[subject];
  return rows && (rows.blank && column in rows.blank ? 'blank' : rows.fate);
}

/** How long a firm may still change its mind after asking for the end of its account, in days. */
export const closeDays = 7;
