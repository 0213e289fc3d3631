import type { Client as Row } from '../../data/generated/sqlite/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Housekeeping } from '../fields/field.ts';
import { storedColumns } from '../fields.ts';
import type { Filter } from '../filter.ts';
import { listing } from './listing.ts';
import { withoutSentinels } from './page.ts';

/** Everything that a file holds of a client. */
export interface Full extends Omit<Row, Housekeeping | 'expiresOn' | 'lastExportOn' | 'analystId'> {
  id: string;
  expiresOn?: string;
  lastExportOn?: string;
  /** The package its licence is of. */
  lot: string | null;
  analystName: string | null;
  analystEmail: string | null;
}

const lot =
  '(SELECT p."name" FROM "License" l JOIN "LicensePackage" p ON p."id" = l."packageId" WHERE l."clientId" = c."id") AS "lot"';
const step = 1000;

/** All clients of a list in its order, some at a time, so that others are answered in between. */
export async function* everyClient(ctx: Ctx, filter: Filter): AsyncGenerator<Full> {
  const { column, down, sql, values } = await listing(ctx, filter);
  const columns = ['id', ...storedColumns].map((each) => `c."${each}"`).join(', ');
  const select = `SELECT ${columns}, ${lot}, c."${column}" AS "key"${sql}`;
  const people = await ctx.data.db.member.findMany({
    where: { firmId: ctx.firm.id },
    select: { id: true, name: true, email: true },
  });
  const known = new Map(people.map((each) => [each.id, each]));
  const turned = down ? ' DESC' : '';
  const order = ` ORDER BY c."${column}"${turned}, c."id"${turned} LIMIT ${step}`;
  for (let last: { key: string; id: string } | undefined; ; ) {
    const rows = await ctx.data.all<Full & { key: string; analystId: string | null }>(
      `${select}${last ? ` AND (c."${column}", c."id") ${down ? '<' : '>'} (?, ?)` : ''}${order}`,
      last ? [...values, last.key, last.id] : values,
    );
    for (const { key: _, analystId, ...row } of rows) {
      const analyst = analystId ? known.get(analystId) : undefined;
      yield { ...withoutSentinels(row), analystName: analyst?.name ?? null, analystEmail: analyst?.email ?? null };
    }
    if (rows.length < step) return;
    last = rows.at(-1)!;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
