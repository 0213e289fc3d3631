import type { Tx } from '../data/client.ts';
import { type Activity, activities, type Imported, imported } from './schema.ts';

/** From where something is counted: behind a version of the firm, or behind an instant where none is known. */
export interface Since {
  at: Date;
  version?: number;
}

export interface Counted {
  /** What people and the clock did. */
  changes: Record<Activity, number>;
  /** What files said. */
  imported: Record<Imported, number>;
}

/** What happened in a portfolio behind `since` and up to a version, counted. */
export async function countActivity(
  tx: Tx,
  { firmId, analystId }: { firmId: string; analystId: string | null },
  since: Since,
  upTo: number,
): Promise<Counted> {
  const behind = since.version === undefined ? { at: { gt: since.at } } : {};
  const rows = await tx.portfolioEvent.groupBy({
    by: ['kind', 'source'],
    where: { firmId, ...(analystId ? { analystId } : {}), ...behind, version: { gt: since.version ?? -1, lte: upTo } },
    _sum: { count: true },
  });
  const of = (kind: Activity, fromFile: boolean) =>
    rows
      .filter((row) => row.kind === kind && (row.source === 'import') === fromFile)
      .reduce((sum, { _sum }) => sum + (_sum.count ?? 0), 0);
  return {
    changes: Object.fromEntries(activities.map((kind) => [kind, of(kind, false)])) as Counted['changes'],
    imported: Object.fromEntries(imported.map((kind) => [kind, of(kind, true)])) as Counted['imported'],
  };
}
