import type { Tx } from '../../data/client.ts';
import { Prisma } from '../../data/generated/sqlite/client.ts';
import { readPayload } from '../../data/payload.ts';
import type { Secret } from '../../data/secret.ts';
import { inId } from '../../kit/ids.ts';
import { maskDocument } from '../../terms/document.ts';
import type { Of } from '../subjects.ts';

/** What somebody is known by in free text. An e-mail that another client of the firm has too is nobody's alone, and is not given. */
export interface Names {
  ids: readonly string[];
  /** Whole values: addresses, documents. */
  exact: readonly string[];
  /** Names of companies and people; short ones are in too many words to say anything. */
  names: readonly string[];
}

const batch = 500;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a text names them: an id or a value anywhere, a name as words of its own. */
function naming({ ids, exact, names }: Names): (text: string) => boolean {
  const words = names.filter((name) => name.trim().length >= 8).map((name) => name.trim());
  const values = [...ids, ...exact].filter(Boolean);
  const all = [
    ...values.map((value) => `(?<![\\w.+-])${escaped(value)}(?![\\w-])`),
    ...words.map((name) => `(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`),
  ];
  if (all.length === 0) return () => false;
  const pattern = new RegExp(all.join('|'), 'iu');
  return (text) => pattern.test(text);
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];

/** Letters, of these firms or of none, that hold something of them still. Most letters hold nothing any more once they are sent. */
async function lettersNaming(tx: Tx, secret: Secret, firmIds: readonly string[], names: Names): Promise<string[]> {
  const isNamed = naming(names);
  const found: string[] = [];
  for (let after = ''; ; ) {
    const rows = await tx.outbox.findMany({
      where: { OR: [{ firmId: { in: [...firmIds] } }, { firmId: null }], payload: { not: '{}' }, id: { gt: after } },
      select: { id: true, key: true, payload: true },
      orderBy: { id: 'asc' },
      take: batch,
    });
    for (const { id, key, payload } of rows) {
      if ([key, ...textsIn(readPayload(payload, secret))].some(isNamed)) found.push(id);
    }
    if (rows.length < batch) return found;
    after = rows.at(-1)!.id;
  }
}

const like = (value: string) => `%${value.replace(/[\\%_]/g, '\\$&')}%`;

/** What buttons of a firm stand for and what holds something of them. An id alone tells nothing of anybody, and stays. */
async function tokensNaming(tx: Tx, firmIds: readonly string[], { exact, names }: Names): Promise<string[]> {
  const values = [...exact, ...names.filter((name) => name.trim().length >= 3)].filter(Boolean).map(inId);
  if (values.length === 0 || firmIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ token: string; data: string }[]>`
    SELECT "token", "data" FROM "ViewState" WHERE "firmId" IN (${Prisma.join([...firmIds])})
    AND (${Prisma.join(
      values.map((value) => Prisma.sql`"data" LIKE ${like(value)} ESCAPE '\\'`),
      ' OR ',
    )})`;
  // A value of its own, or one of a list: not a part of a longer one.
  return rows.filter(({ data }) => data.split(/[|,]/).some((each) => values.includes(each))).map((row) => row.token);
}

/** What was typed about them and not sent, for these firms or for nobody knows which. A week's worth at most. */
async function draftsNaming(tx: Tx, secret: Secret, firmIds: readonly string[], names: Names): Promise<string[]> {
  const isNamed = naming(names);
  const rows = await tx.draft.findMany({ where: { OR: [{ firmId: { in: [...firmIds] } }, { firmId: null }] } });
  return rows
    .filter(
      ({ clientId, data }) =>
        (clientId && names.ids.includes(clientId)) || textsIn(readPayload(data, secret)).some(isNamed),
    )
    .map((row) => row.id);
}

/** All rows that name somebody in what they hold, where no column leads to them. */
export async function rowsNaming(
  tx: Tx,
  secret: Secret,
  firmIds: readonly string[],
  names: Names,
): Promise<Pick<Of, 'letterIds' | 'tokens' | 'draftIds'>> {
  return {
    letterIds: await lettersNaming(tx, secret, firmIds, names),
    tokens: await tokensNaming(tx, firmIds, names),
    draftIds: await draftsNaming(tx, secret, firmIds, names),
  };
}

/** A document as it is stored and as it is read. */
export const documentForms = (document: string | null): string[] =>
  document ? [document, maskDocument(document)] : [];
