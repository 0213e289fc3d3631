import type { Ctx } from '../../kit/ctx.ts';
import type { Filter } from '../filter.ts';
import { listing } from './listing.ts';
import { withoutSentinels } from './page.ts';

/** Everything that a file holds of a client. */
export interface Full {
  id: string;
  name: string;
  tradeName: string;
  document: string | null;
  email: string;
  phone: string;
  contactName: string;
  notes: string;
  situation: string;
  charges: string;
  plan: string;
  payer: string;
  expiresOn?: string;
  autoRenew: boolean;
  lastExportOn?: string;
  revenue: number | null;
  /** The package its licence is of. */
  lot: string | null;
  analystName: string | null;
  analystEmail: string | null;
}

const plain = [
  'id',
  'name',
  'tradeName',
  'document',
  'email',
  'phone',
  'contactName',
  'notes',
  'situation',
  'charges',
  'plan',
  'payer',
  'expiresOn',
  'autoRenew',
  'lastExportOn',
  'revenue',
];
const lot = '(SELECT p."name" FROM "License" l JOIN "LicensePackage" p ON p."id" = l."packageId" WHERE l."clientId" = c."id") AS "lot"';
const step = 1000;

/** All clients of a list in its order, some at a time, so that others are answered in between. */
export async function* everyClient(ctx: Ctx, filter: Filter): AsyncGenerator<Full> {
  const { column, down, sql, values } = await listing(ctx, filter);
  const select = `SELECT ${plain.map((each) => `c."${each}"`).join(', ')}, ${lot}, c."analystId", c."${column}" AS "key"${sql}`;
  const people = await ctx.data.db.member.findMany({ where: { firmId: ctx.firm.id }, select: { id: true, name: true, email: true } });
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
