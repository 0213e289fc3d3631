import type { Searched } from '../clients/fields.ts';
import { fold, visible } from '../kit/text.ts';
import type { Words } from '../kit/words.ts';
import { words } from '../words/index.ts';

export const situations = [
  'connected',
  'not_connected',
  'highly_recommended',
  'invited',
  'requested',
  'disconnected',
] as const;
export type Situation = (typeof situations)[number];

export const payers = ['client', 'firm', 'none'] as const;
export const chargeStates = ['active', 'inactive', 'never_used'] as const;
export const histories = [
  'never',
  'trial',
  'active',
  'renewed',
  'expired',
  'cancelled',
  'blocked',
  'transferred',
] as const;

/** How the database says that there is no plan, so that it sorts last and never falls due. */
export const noPlan = '9999-12-31';
/** How the database says that nothing was ever exported, so that it sorts first. */
export const neverExported = '';

/** One line of plain text of at most `max` characters: what names and notes are before they are stored. */
export function oneLine(value: string, max: number): string {
  const line = visible(value)
    .replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
    .trim();
  return line.length <= max ? line : [...line].slice(0, max).join('').trimEnd();
}

/** At most so many bytes, because PostgreSQL refuses an index entry of more than 2704. */
const within = (value: string, bytes: number): string =>
  Buffer.byteLength(value) <= bytes
    ? value
    : Buffer.from(value)
        .subarray(0, bytes)
        .toString()
        .replace(/\ufffd+$/, '');

/** What a list is ordered by. */
export const nameKeyOf = (client: { name: string }): string => within(oneLine(fold(client.name), 200), 400);

/** What a search looks into. What a client is known by for sure comes first: it is never cut. */
const searched: Record<Searched, true> = { document: true, email: true, name: true, tradeName: true };
export const searchKeyOf = (client: { name: string } & { [C in Searched]?: string | null }): string =>
  within((Object.keys(searched) as Searched[]).map((each) => oneLine(fold(client[each] ?? ''), 300)).join(' '), 1600)
    .replace(/ +/g, ' ')
    .trim();

const loose = (label: string): string =>
  fold(label)
    .replace(/[_-]+/g, ' ')
    .replace(/\b(conectad|recomendad|enviad|recebid|desconectad|convidad)(?:as|os|a)\b/g, '$1o');

/** The code for what people call a situation, in any language; an unknown label is kept as it stands. */
export function situationOf(label: string): string {
  const wanted = loose(label);
  const known = situations.find(
    (code) => wanted === loose(code) || Object.values(words).some((w) => wanted === loose(w.clients.situation[code])),
  );
  return known ?? oneLine(label, 60);
}

/** What people call a situation; an unknown label stands for itself. */
export const situationLabel = (w: Words, situation: string): string =>
  Object.hasOwn(w.clients.situation, situation) ? w.clients.situation[situation as Situation] : situation;

/** Where letters to a client go: what the portfolio has, else the address of their own account; "" where there is neither. */
export const addressOf = ({ email, account }: { email: string; account: { email: string } | null }): string =>
  email || account?.email || '';
