import type { Model, Of, Rows } from './subjects.ts';

export const gone = (why: string, where?: Rows['where']): Rows => ({ fate: 'gone', why, where });
export const kept = (why: string, where?: Rows['where'], blank?: Rows['blank']): Rows => ({
  fate: 'kept',
  why,
  where,
  blank,
});
export const theirs: Rows = { fate: 'theirs', why: 'not about them' };

export const byFirm = ({ firmId }: Of) => ({ firmId });
export const byClient = ({ clientIds }: Of) => ({ clientId: { in: [...clientIds] } });
/** What came while the client was connected by this account. */
export const bySince =
  (column: 'at' | 'createdAt') =>
  ({ clientIds, since }: Of) => ({
    OR: clientIds.map((clientId) => ({ clientId, [column]: { gte: since.get(clientId) ?? new Date(0) } })),
  });
export const byRequest = ({ requestIds }: Of) => ({ requestId: { in: [...requestIds] } });
export const withFirm = gone('the firm’s', byFirm);
/** Of the firm itself, and of nobody else. */
export const firms: Model = { client: theirs, account: theirs, member: theirs, firm: withFirm };
/** Of the firm's record of a client, which the firm keeps when the client erases their own account. */
export const ofClient = (
  why: string,
  account: Rows = kept('of the firm’s own record of the client', byClient),
): Model => ({
  inside: account.fate === 'kept' && account.where === byClient ? 'all' : undefined,
  client: gone(why, byClient),
  account,
  member: theirs,
  firm: withFirm,
});

/** The values that blanking leaves in a request. */
const blankRequest = {
  clientId: null,
  accountId: null,
  email: '',
  companyName: '',
  document: null,
  contactName: '',
  phone: '',
  service: '',
  firmName: '',
  firmPhone: '',
  firmDocument: '',
  reason: '',
  pendingKey: null,
  handoverOf: null,
  accountantEmail: '',
} as const;
export const request = kept(
  'that somebody was asked, when and how it ended proves what the firm did; who it was is blanked; gone after 5 years',
  ({ requestIds }) => ({ id: { in: [...requestIds] } }),
  blankRequest,
);
export const consent = kept('the controller must be able to prove it (art. 8, § 2); gone after 5 years', byRequest, {
  accountId: null,
  userAgent: '',
});
export const letters = kept(
  'a letter that names them loses what it says, sent or not',
  ({ letterIds }) => ({ id: { in: [...letterIds] } }),
  {
    payload: '{}',
  },
);
export const buttons = gone('what buttons of theirs mean', ({ tokens }) => ({ token: { in: [...tokens] } }));
export const drafts = gone('typed, and not sent', ({ draftIds }) => ({ id: { in: [...draftIds] } }));
export const byWhat = ({ clientIds, requestIds }: Of) => [
  ...clientIds.map((id) => `client:${id}`),
  ...requestIds.map((id) => `request:${id}`),
];
