import type { PersonalData, StoredRow } from '../reads/personal-data.ts';

/** What is known of a request to a firm before the firm has accepted, whether the address is a firm's or nobody's. */
const typed = [
  ...['direction', 'state', 'email', 'accountantEmail', 'companyName', 'document', 'contactName', 'phone', 'service'],
  ...['firmName', 'firmPhone', 'firmDocument', 'locale', 'expiresAt', 'createdAt'],
] as const;
/** What a firm typed of whoever it invites is told when they are known to be who was meant. */
const firms = ['document', 'contactName', 'phone'] as const;
const agreed = ['textVersion', 'textHash', 'at', 'ip', 'userAgent'] as const;

const only = (row: StoredRow, columns: readonly string[]): StoredRow =>
  Object.fromEntries(columns.map((column) => [column, row[column]]));
const without = (row: StoredRow, columns: readonly string[]): StoredRow =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)));

/**
 * What an account asked for, told so that nobody learns from it who is a customer: a request to a firm that has not accepted looks like
 * one to an address that is nobody's, without the firm's own name.
 */
export function asAsked(told: PersonalData, email: string): PersonalData {
  const {
    ConnectionAsk: asks = [],
    ConnectionRequest: requests = [],
    Consent: consents = [],
    Link: links = [],
    ...rest
  } = told;
  const hidden = requests.filter((row) => row.direction === 'client_to_firm' && row.state !== 'accepted');
  const ids = new Set(hidden.map((row) => row.id));
  const shown = requests.map((row) => {
    if (ids.has(row.id)) return row.state === 'pending' ? only(row, typed) : without(row, ['firmId', 'id', 'clientId']);
    return row.direction === 'firm_to_client' && row.state !== 'accepted' ? without(row, firms) : row;
  });
  const open = asks.map((row) => only({ ...row, state: 'pending', direction: 'client_to_firm' }, typed));
  const given = asks.map((row) => only({ ...row, at: row.createdAt }, agreed));
  const all: PersonalData = {
    ...rest,
    // A question to somebody else about what was asked is theirs.
    Link: links.filter((row) => row.email === email),
    ConnectionRequest: [...shown, ...open].sort((a, b) => Number(a.createdAt) - Number(b.createdAt)),
    Consent: [...consents.map((row) => (ids.has(row.requestId) ? only(row, agreed) : row)), ...given].sort(
      (a, b) => Number(a.at) - Number(b.at),
    ),
  };
  return Object.fromEntries(Object.entries(all).filter(([, rows]) => rows.length > 0));
}
