import type { Ctx } from '../../kit/ctx.ts';
import type { Filter } from '../filter.ts';
import { orderColumn, withoutSentinels } from './page.ts';
import { scopeOf } from './scope.ts';
import { where } from './where.ts';

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
  const column = orderColumn[filter.order ?? 'name'];
  const { sql, values } = where(ctx.data, scopeOf(ctx), filter, ctx.today, column);
  const select = `SELECT ${plain.map((each) => `c."${each}"`).join(', ')}, ${lot}, c."analystId", c."${column}" AS "key"${sql}`;
  const people = await ctx.data.db.member.findMany({ where: { firmId: ctx.firm.id }, select: { id: true, name: true, email: true } });
  const known = new Map(people.map((each) => [each.id, each]));
  const order = ` ORDER BY c."${column}", c."id" LIMIT ${step}`;
  for (let last: { key: string; id: string } | undefined; ; ) {
    const rows = await ctx.data.all<Full & { key: string; analystId: string | null }>(
      `${select}${last ? ` AND (c."${column}", c."id") > (?, ?)` : ''}${order}`,
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
