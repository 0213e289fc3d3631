import type { Ctx } from '../../kit/ctx.ts';
import { fold } from '../../kit/text.ts';
import type { Option } from '../../kit/view.ts';
import { situationLabel, situations } from '../../terms/client.ts';
import { scopeOf } from './scope.ts';

/** The labels that an import has brought and we do not know. */
async function unknownLabels(ctx: Ctx): Promise<string[]> {
  const scope = scopeOf(ctx);
  const rows = await ctx.data.all<{ situation: string }>(
    `SELECT DISTINCT "situation" FROM "Client" WHERE "firmId" = ? AND "deletedAt" IS NULL${scope.analystId ? ' AND "analystId" = ?' : ''}
     AND "situation" NOT IN (${situations.map(() => '?').join(', ')}) ORDER BY "situation" LIMIT 19`,
    [scope.firmId, ...(scope.analystId ? [scope.analystId] : []), ...situations],
  );
  return rows.map((row) => row.situation);
}

/** The situations there are: ours, and those that only the firm knows. */
export const situationOptions = async (ctx: Ctx, typed = ''): Promise<Option[]> =>
  [...situations, ...(await unknownLabels(ctx))]
    .map((value) => ({ value, label: situationLabel(ctx.w, value) }))
    .filter((option) => fold(option.label).includes(fold(typed)));

/** Labels as they stand in the portfolio, however they were typed. A label of the firm's own may have a comma in it. */
export async function situationsNamed(ctx: Ctx, values: readonly string[]): Promise<string[]> {
  const isKnown = (value: string) => situations.some((known) => known === value);
  if (values.every(isKnown)) return [...values];
  const labels = await unknownLabels(ctx);
  const labelled = (value: string) =>
    labels.find((label) => label === value) ?? labels.find((label) => fold(label) === fold(value));
  const whole = labelled(values.join(', '));
  return whole ? [whole] : values.map((value) => (isKnown(value) ? value : (labelled(value) ?? value)));
}
