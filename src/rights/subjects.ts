/**
 * What becomes of each column when somebody's data goes (LGPD, art. 16 and 18). gone: the row goes. blank: the row stays, without the
 * value. kept: it stays, for the reason given. theirs: it is not about them at all.
 */
export type Fate = 'gone' | 'blank' | 'kept' | 'theirs';

/** Whose data it is: a client of a firm, a person with an account of their own, a member of a firm, a firm. */
export const subjects = ['client', 'account', 'member', 'firm'] as const;
export type Subject = (typeof subjects)[number];

/** Every way in which data goes, and whose it is then. A client who was removed is erased like one who was erased, by one function. */
export const ways = {
  'removed by the firm': 'client',
  'erased by the firm': 'client',
  'erased by the client': 'account',
  'a member who leaves': 'member',
  'a firm that leaves': 'firm',
} as const satisfies Readonly<Record<string, Subject>>;

/** Those whose data goes or is told, in ids; gathered once, inside the write. */
export interface Of {
  firmId: string;
  clientIds: readonly string[];
  requestIds: readonly string[];
  memberId: string;
  accountId: string;
  email: string;
  /** Since when each client is connected by this account: what came before is another's. */
  since: ReadonlyMap<string, Date>;
  /** Rows that name them somewhere in what they hold, found by looking: letters, what buttons mean, what was typed and not sent. */
  letterIds: readonly string[];
  tokens: readonly string[];
  draftIds: readonly string[];
}

const nobody: Of = {
  firmId: '',
  clientIds: [],
  requestIds: [],
  memberId: '',
  accountId: '',
  email: '',
  since: new Map(),
  letterIds: [],
  tokens: [],
  draftIds: [],
};
export const ofNobody = (some: Partial<Of>): Of => ({ ...nobody, ...some });

type Value = string | null | ((of: Of) => string | null);
export interface Rows {
  fate: Fate;
  why: string;
  /** Which rows are about them. Without it none is. */
  where?(of: Of): object;
  /** What is left of a column whose value goes while its row stays. */
  blank?: Readonly<Record<string, Value>>;
}
export type Model = Readonly<Record<Subject, Rows>> & {
  /** Columns that no download tells: keys to doors, and what is only for sorting and sending. `all`: a means to an end, for hours. */
  untold?: readonly string[] | 'all';
  /** What the firm tells itself about its client, and not the client's account: the firm answers for its own record. */
  inside?: readonly string[] | 'all';
};
