import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import type { ActivityCount } from '../../activity/schema.ts';
import { recordActivity } from '../../activity/service.ts';
import { newId } from '../../data/id.ts';
import { type Write, write } from '../../data/write.ts';
import { actorName, type Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { cut } from '../../kit/text.ts';
import { freeSlots, takeSlots } from '../../licenses/service/slots.ts';
import { nameKeyOf, searchKeyOf } from '../../terms/client.ts';
import { type Batch, planBatch } from './batch.ts';
import { type Choices, noChoices } from './choices.ts';
import { type Lines, readLines } from './lines.ts';
import { countedAnew, type Lots, readLots, readSlots } from './lots.ts';
import { allOf, createMatcher } from './match.ts';
import { thriftily } from './memory.ts';
import { stateColumns } from './plan.ts';
import { findClients, type Query, readHeld, readTeam, type Team } from './reads.ts';
import { refuseFile } from './refuse.ts';
import { countOutcome, type ImportReport, newReport } from './report.ts';
import { addAnalysts } from './service/analysts.ts';
import { createListed, keepList, whoLeft } from './service/listed.ts';
import { rememberedColumns } from './service/remember.ts';
import { keepTrace, newTrace, noteTrace } from './service/trace.ts';
import { placeOf } from './sheets.ts';
import type { Source } from './source.ts';
import { numbered, statements } from './statements.ts';
import { openTable } from './table.ts';
import { addBatch, type BatchTotals, newOutcome } from './totals.ts';

/** Lines a transaction. Their places in the indexes are everywhere, so the fewer commits, the less is written. */
const batchSize = 4_000;
/** Lines read, planned and written at a time: the fewer, the sooner they are forgotten. */
const pieceSize = 100;
const tries = 3;
/** Between two transactions, so that whoever waits for the database comes first. */
const room = 40;

export type OnProgress = (report: ImportReport) => Promise<void> | void;

/** What is needed to plan lines: the file's own matcher, the team and the packages as they are. */
interface Desk {
  ctx: Ctx;
  match: ReturnType<typeof createMatcher>;
  team: Team;
  lots: Lots;
  /** What the import can be undone by. */
  undo: { id: string; file: string };
}

async function plan({ ctx, match, team, lots }: Desk, query: Query, lines: Lines): Promise<Batch> {
  const { provider } = ctx.data;
  const found = await findClients(query, provider, ctx.firm.id, lines.rows);
  // Most files name no package, and need not pay for it.
  const naming = lots.size > 0 && lines.rows.some((row) => row.lot !== undefined);
  const slots = naming
    ? await readSlots(
        query,
        provider,
        allOf(found).map((each) => each.id),
      )
    : new Map();
  const saysSituation = lines.rows.some((row) => row.situation !== undefined);
  const held = saysSituation ? await readHeld(query, provider, found) : new Set<string>();
  return planBatch(lines, found, match, { team, today: ctx.today, lots, slots, held });
}

async function openDesk(ctx: Ctx, undo = { id: '', file: '' }): Promise<Desk> {
  if (!ctx.can('import')) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
  const [team, lots] = [
    await readTeam(ctx.data.all, ctx.firm.id),
    await readLots(ctx.data.all, ctx.firm.id, ctx.today),
  ];
  return { ctx, match: createMatcher(), team, lots, undo };
}

/** What a person says of a file, and what the firm has said of its files before. */
const withRemembered = async (ctx: Ctx, choices: Choices): Promise<Choices> => ({
  ...choices,
  columns: { ...(await rememberedColumns(ctx)), ...choices.columns },
});

/** What a file would change. Writes nothing. */
export const previewImport = (
  ctx: Ctx,
  source: Source,
  onProgress?: OnProgress,
  choices: Choices = noChoices,
): Promise<ImportReport> =>
  thriftily(async (swept) => {
    const desk = await openDesk(ctx);
    const all = await withRemembered(ctx, choices);
    const table = await openTable(source, all);
    const report = newReport(table);
    const listed = createListed(table.lines);
    for await (const lines of readLines(table, pieceSize, 0, all)) {
      const outcome = addBatch(newOutcome(), lines, await plan(desk, ctx.data.all, lines));
      countOutcome(report, outcome);
      listed.add(outcome);
      swept(lines.rows.length);
      await onProgress?.(report);
    }
    if (report.lines === 0) throw refuseFile('headerOnly');
    report.left = await whoLeft(ctx, table, listed);
    return report;
  });

/** Moves places in packages: what is left is free again, and what is taken is there, or the file is read again from here. */
async function moveSlots({ ctx }: Desk, { tx }: Write, changes: Batch['changes']): Promise<void> {
  const moving = changes.filter(({ change }) => change.lot !== undefined || change.frees);
  if (moving.length === 0) return;
  const known = moving.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const before = await tx.license.findMany({
    where: { clientId: { in: known }, packageId: { not: null } },
    select: { packageId: true },
  });
  await freeSlots(
    tx,
    before.map((each) => each.packageId),
  );
  const wanted = new Map<string, number>();
  for (const { change } of moving) if (change.lot) wanted.set(change.lot, (wanted.get(change.lot) ?? 0) + 1);
  for (const [id, count] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (!(await takeSlots(tx, { firmId: ctx.firm.id, id, count, today: ctx.today })))
      throw new Error('a package changed meanwhile');
}

/** Writes what a piece changes: clients, licences and their events, one statement each. */
async function writePiece(
  desk: Desk,
  door: Write,
  { changes }: Batch,
  analysts: ReadonlyMap<string, string>,
  trace: ReturnType<typeof newTrace>,
): Promise<string[]> {
  const { ctx } = desk;
  const { tx } = door;
  const sql = statements(ctx.data.provider);
  const { now, firm } = ctx;
  const clients: unknown[] = [];
  const licenses: unknown[] = [];
  const ids = changes.map(({ id }) => id ?? newId());
  for (const each of changes)
    if (each.analyst) each.change.state = { ...each.change.state, analystId: analysts.get(each.analyst)! };
  await noteTrace(tx, trace, changes, ids);
  for (const [index, { change }] of changes.entries()) {
    const id = ids[index]!;
    const { state } = change;
    clients.push([id, ...stateColumns.map((column) => state[column]), nameKeyOf(state), searchKeyOf(state)]);
    if (change.license) licenses.push([id, newId(), newId(), change.license, change.lot ?? null]);
  }
  await tx.$executeRawUnsafe(sql.clients, JSON.stringify(clients), firm.id, now, now);
  if (licenses.length === 0) return ids;
  await moveSlots(desk, door, changes);
  const rows = JSON.stringify(licenses);
  const inLots = changes.some(({ change }) => change.lot !== undefined);
  await tx.$executeRawUnsafe(inLots ? sql.licensesInLots : sql.licenses, rows, now, now, ctx.today, ctx.today);
  await tx.$executeRawUnsafe(sql.events, rows, now, actorName(ctx.actor));
  return ids;
}

/** Adds up what becomes of connections, by whose clients they are from now on. */
function addConnections(
  acts: Map<string, ActivityCount>,
  { changes }: Batch,
  analysts: ReadonlyMap<string, string>,
): void {
  for (const { change, analyst } of changes) {
    const kind = change.connection;
    if (!kind) continue;
    const analystId = analyst ? analysts.get(analyst)! : change.state.analystId;
    const key = `${kind} ${analystId}`;
    const act = acts.get(key) ?? { kind, analystId, count: 0 };
    act.count++;
    acts.set(key, act);
  }
}

/** Plans and writes lines as they are read, up to a batch of them, in one transaction. Gives what they came to. */
function writeLines(
  desk: Desk,
  first: Lines,
  more: () => Promise<Lines | undefined>,
  file: string,
  swept: (lines: number) => void,
): Promise<BatchTotals> {
  let begun = false;
  return write(desk.ctx, 'import', async (door) => {
    const { ctx } = desk;
    // Lines that were taken do not come again: after a transaction that was cut off the file is read from where it came to.
    if (begun) throw new Error('a transaction of the import was cut off');
    begun = true;
    // The firm's row is the lock: of two imports of one firm, the second sees what the first did.
    await door.tx.$executeRaw`UPDATE "Firm" SET "version" = "version" WHERE "id" = ${ctx.firm.id}`;
    const query: Query = (sql, values) => door.tx.$queryRawUnsafe(numbered(ctx.data.provider, sql), ...values);
    const team = await readTeam(query, ctx.firm.id);
    const lots = desk.lots.size > 0 ? await readLots(query, ctx.firm.id, ctx.today) : desk.lots;
    const outcome = newOutcome();
    const acts = new Map<string, ActivityCount>();
    const trace = newTrace();
    for (let lines: Lines | undefined = first; lines; lines = outcome.lines < batchSize ? await more() : undefined) {
      const batch = await plan({ ...desk, team, lots }, query, lines);
      addBatch(outcome, lines, batch);
      if (batch.changes.length === 0) continue;
      const added = await addAnalysts(ctx, door, batch.newcomers);
      const ids = await writePiece(desk, door, batch, added, trace);
      outcome.ids.push(...ids.filter((_, index) => batch.changes[index]!.id === undefined));
      trace.members.push(...added.values());
      addConnections(acts, batch, added);
      for (const [email, id] of added) team.byEmail.set(email, { id, removed: false });
      swept(lines.rows.length);
      // Others get their turn.
      await breathe();
    }
    const { created, changed, revived, from, to } = outcome;
    if (created + changed + revived === 0) return outcome;
    await keepTrace(ctx, door, desk.undo, trace);
    await door.audit('portfolio.imported', `firm:${ctx.firm.id}`, {
      file: cut(file, 100),
      from: placeOf(from).line,
      to: placeOf(to).line,
      created,
      changed,
      revived,
    });
    // What is recorded counts the firm's version itself.
    if (acts.size === 0) await door.portfolioChanged();
    else await recordActivity(door.tx, { firmId: ctx.firm.id, source: 'import', now: ctx.now }, [...acts.values()]);
    return outcome;
  });
}

/**
 * Imports a file, a transaction for some lines each: what was committed stands whatever happens, and the same file again completes it.
 * Lines that change nothing take no lock and write nothing. Where somebody wrote the same client between our look and our write,
 * the file is read again from there: lines are not kept in memory for that.
 */
export const runImport = (
  ctx: Ctx,
  source: Source,
  file: string,
  onProgress?: OnProgress,
  choices: Choices = noChoices,
  undoId = newId(),
): Promise<ImportReport> =>
  thriftily(async (swept) => {
    const desk = await openDesk(ctx, { id: undoId, file });
    const all = await withRemembered(ctx, choices);
    const table = await openTable(source, all);
    const report = newReport(table);
    const listed = createListed(table.lines);
    let done = 0;
    for (let left = tries; ; ) {
      const lines = readLines(table, pieceSize, done, all);
      const more = async () => (await lines.next()).value as Lines | undefined;
      try {
        for (let piece = await more(); piece; piece = await more()) {
          // Only to see whether anything changes: the packages are counted down when it is written.
          const batch = await plan({ ...desk, lots: countedAnew(desk.lots) }, ctx.data.all, piece);
          const outcome =
            batch.changes.length === 0
              ? addBatch(newOutcome(), piece, batch)
              : await writeLines(desk, piece, more, file, swept);
          if (outcome.newcomers.size > 0) desk.team = await readTeam(ctx.data.all, ctx.firm.id);
          if (desk.lots.size > 0) desk.lots = await readLots(ctx.data.all, ctx.firm.id, ctx.today);
          countOutcome(report, outcome);
          listed.add(outcome);
          done = outcome.to;
          left = tries;
          if (batch.changes.length === 0) swept(piece.rows.length);
          await onProgress?.(report);
          if (batch.changes.length > 0) await sleep(room);
        }
        break;
      } catch (error) {
        if (error instanceof UserError || --left === 0) throw error;
        ctx.log.warn({ err: error, left, done }, 'an import is tried again from where it came to');
      } finally {
        await lines.return(undefined);
      }
    }
    if (report.lines === 0) throw refuseFile('headerOnly');
    report.left = await whoLeft(ctx, table, listed);
    await keepList(ctx, desk.undo, table, listed);
    return report;
  });
