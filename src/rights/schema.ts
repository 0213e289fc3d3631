/**
 * What becomes of each column when a client is erased (LGPD, art. 18).
 * gone: the row goes, or the value with it. blank: the row stays for the firm's own records, without the value. kept: stays, for the
 * reason given at the model. theirs: not about a client at all.
 */
export type Fate = 'gone' | 'blank' | 'kept' | 'theirs';

interface Model {
  /** Of every column that is not named in `but`. */
  fate: Fate;
  why: string;
  but?: Readonly<Record<string, Fate>>;
}

/** The one table. A test compares it with the schema: a new model or column must be decided on here. */
export const fates: Readonly<Record<string, Model>> = {
  Client: { fate: 'gone', why: 'it is the client' },
  License: { fate: 'gone', why: 'it is the client’s' },
  LicenseEvent: { fate: 'gone', why: 'it is the client’s past' },
  Export: { fate: 'gone', why: 'it lists the client’s documents' },
  Grant: { fate: 'gone', why: 'its tokens go when the connection ends; what is left waits to be taken back there' },
  ConnectionRequest: {
    fate: 'kept',
    why: 'that somebody was asked, when and how it ended proves what the firm did; who it was is blanked',
    but: {
      clientId: 'gone',
      accountId: 'gone',
      email: 'blank',
      companyName: 'blank',
      document: 'blank',
      contactName: 'blank',
      phone: 'blank',
      service: 'blank',
      reason: 'blank',
      pendingKey: 'blank',
      handoverOf: 'gone',
      accountantEmail: 'blank',
    },
  },
  Consent: { fate: 'kept', why: 'the controller must be able to prove it (art. 8, § 2)', but: { accountId: 'gone', userAgent: 'blank' } },
  ConnectionAsk: {
    fate: 'gone',
    why: 'what a client asked of an address that is no firm’s; goes with the account, or when its time is over',
  },
  ProvenAddress: { fate: 'theirs', why: 'which address stands for the firm' },
  PostedCard: { fate: 'kept', why: 'where a card stands, so that it is blanked there too' },
  Link: { fate: 'gone', why: 'leads to what is gone' },
  Session: { fate: 'gone', why: 'who is signed in on the client’s pages, for an hour' },
  Account: { fate: 'gone', why: 'goes when the client themselves asks; a firm has no say over it' },
  Outbox: { fate: 'gone', why: 'letters lose their payload when they are sent, and the row after 30 days' },
  Audit: { fate: 'kept', why: 'who of the firm did what and when: ids only' },
  Delivery: { fate: 'theirs', why: 'keys of deliveries, for a day' },
  ViewState: { fate: 'gone', why: 'what buttons mean, until it expires' },
  Upload: { fate: 'gone', why: 'a file between preview and import, for an hour' },
  Firm: { fate: 'theirs', why: 'the firm' },
  Member: { fate: 'theirs', why: 'the firm’s people' },
  ChatIdentity: { fate: 'theirs', why: 'the firm’s people' },
  Workspace: { fate: 'theirs', why: 'the firm’s chat' },
  LinkCode: { fate: 'theirs', why: 'the firm’s codes' },
  LicensePackage: { fate: 'theirs', why: 'the firm’s purchases' },
  PortfolioEvent: { fate: 'theirs', why: 'how many clients were connected, contracted and so on: no client is named' },
  Schedule: { fate: 'theirs', why: 'what the firm wants to be told' },
  DigestRun: { fate: 'theirs', why: 'that the firm was told' },
  Digest: { fate: 'theirs', why: 'where a message of the firm stands, and counts' },
  DigestClient: { fate: 'gone', why: 'says that a digest listed the client; the message itself is edited' },
  DigestDeed: { fate: 'gone', why: 'what was done about the client' },
  Hush: { fate: 'gone', why: 'what digests leave out of the client' },
  FirmHoliday: { fate: 'theirs', why: 'the firm’s own days' },
  NoticeRule: { fate: 'theirs', why: 'what the firm wants to be told' },
  NoticeBatch: { fate: 'theirs', why: 'that the firm was told' },
  Notice: { fate: 'gone', why: 'an event of the client, until it is told' },
  DocumentJob: { fate: 'theirs', why: 'that somebody of the firm asked for documents, and counts' },
  DocumentItem: { fate: 'gone', why: 'what was taken of the client; its files go with it' },
  DocumentAsk: { fate: 'gone', why: 'leads to what is gone' },
  DocumentIn: { fate: 'gone', why: 'what the client sent; its file goes with it' },
};

export const fateOf = (model: string, column: string): Fate | undefined => fates[model]?.but?.[column] ?? fates[model]?.fate;

/** The values that blanking leaves in a request. */
export const blankRequest = {
  clientId: null,
  accountId: null,
  email: '',
  companyName: '',
  document: null,
  contactName: '',
  phone: '',
  service: '',
  reason: '',
  pendingKey: null,
  handoverOf: null,
  accountantEmail: '',
} as const;
