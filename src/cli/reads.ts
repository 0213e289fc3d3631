import { command } from '../command.ts';
import type { Data } from '../data/client.ts';
import type { Firm } from '../kit/ctx.ts';
import { UserError } from '../kit/errors.ts';
import { fold } from '../kit/text.ts';

/** The firm that --firm means: its id, its name whatever its accents and case, or `only` for the one there is. */
export async function firmNamed(data: Data, typed: string): Promise<Firm> {
  const firms = await data.db.firm.findMany({
    select: { id: true, name: true, timeZone: true, version: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const wanted = fold(typed);
  const found = wanted === 'only' ? firms : firms.filter((firm) => firm.id === typed || fold(firm.name) === wanted);
  if (found.length === 1) return found[0]!;
  const list = (found.length > 0 ? found : firms).slice(0, 20).map((firm) => `${firm.name} (${firm.id})`);
  if (firms.length === 0) throw new UserError('no-firm', (w) => w.cli.noFirms(command));
  if (found.length === 0) throw new UserError('no-firm', (w) => w.cli.noFirm(typed, list));
  throw new UserError('many-firms', (w) => w.cli.manyFirms(list));
}
