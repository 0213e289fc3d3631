import type { Imported } from '../../../activity/schema.ts';
import { type Write, write } from '../../../data/write.ts';
import type { Ctx } from '../../../kit/ctx.ts';
import { freeSlots, takeSlots } from '../../../licenses/service/slots.ts';
import { nameKeyOf, searchKeyOf } from '../../../terms/client.ts';
import type { ClientState } from '../plan.ts';
import type { Edited, Trace } from './trace.ts';

/** Clients put right in one transaction: of those that the import made, many go with one statement. */
const step = { created: 4_000, edited: 400 };

/** What undoing came to; `kept` are the names of clients that somebody changed since, or that were written to. */
export interface Undone {
  removed: number;
  restored: number;
  kept: string[];
  keptCount: number;
  /** Clients about whom something was sent since: that does not come back. */
  sent: string[];
  sentCount: number;
}

const chunk = 400;
const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / chunk) }, (_, i) => all.slice(i * chunk, (i + 1) * chunk));

/** Takes away clients that the import made, unless anything happened to them since. */
async function removeCreated(
  ctx: Ctx,
  { tx }: Write,
  ids: readonly string[],
  at: Date,
  undone: Undone,
  acts: Recorded[],
): Promise<void> {
  const none = { none: {} };
  for (const some of chunks(ids)) {
    const mine = { id: { in: some }, firmId: ctx.firm.id };
    const untouched = await tx.client.findMany({
      where: {
        ...mine,
        updatedAt: at,
        deletedAt: null,
        grant: null,
        hush: null,
        recalls: none,
        requests: none,
        exports: none,
        deeds: none,
        documentItems: none,
        documentAsks: none,
        documentsIn: none,
        events: { none: { at: { not: at } } },
      },
      select: {
        id: true,
        situation: true,
        analystId: true,
        license: { select: { packageId: true } },
        _count: { select: { messages: true, digests: true } },
      },
    });
    // What chats show of a client is found by its row: with that it goes as any removed client goes, and what names it is overwritten.
    const shown = untouched.filter((each) => each._count.messages + each._count.digests > 0);
    const others = untouched.filter((each) => !shown.includes(each));
    const idsOf = (all: typeof untouched) => ({ in: all.map((each) => each.id) });
    await freeSlots(
      tx,
      others.map((each) => each.license?.packageId),
    );
    const { count } = await tx.client.deleteMany({ where: { ...mine, id: idsOf(others) } });
    const removed = await tx.client.updateMany({
      where: { ...mine, id: idsOf(shown) },
      data: { deletedAt: ctx.now, updatedAt: ctx.now },
    });
    undone.removed += count + removed.count;
    for (const each of untouched)
      if (each.situation === 'connected') acts.push({ kind: 'connected', analystId: each.analystId });
    const left = await tx.client.findMany({ where: { ...mine, deletedAt: null }, select: { name: true } });
    undone.keptCount += left.length;
    undone.kept.push(...left.slice(0, 10).map((each) => each.name));
  }
}

/** What the import wrote down of one client's connection. */
interface Recorded {
  kind: Imported;
  analystId: string | null;
}

/** Takes out of the ledger what the import recorded of these clients: it did not happen. */
async function takeBackActs(ctx: Ctx, { tx }: Write, at: Date, acts: readonly Recorded[]): Promise<void> {
  const counts = new Map<string, Recorded & { count: number }>();
  for (const act of acts) {
    const key = `${act.kind} ${act.analystId}`;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { ...act, count: 1 });
  }
  for (const { kind, analystId, count } of counts.values()) {
    let left = count;
    const rows = await tx.portfolioEvent.findMany({
      where: { firmId: ctx.firm.id, source: 'import', at, kind, analystId },
      select: { id: true, count: true },
      orderBy: { version: 'desc' },
    });
    for (const row of rows) {
      const taken = Math.min(left, row.count);
      left -= taken;
      if (taken === row.count) await tx.portfolioEvent.delete({ where: { id: row.id } });
      else if (taken > 0)
        await tx.portfolioEvent.update({ where: { id: row.id }, data: { count: { decrement: taken } } });
    }
  }
}

/** Notes about whom something was sent since the import. */
async function noteSent(ctx: Ctx, { tx }: Write, ids: readonly string[], at: Date, undone: Undone): Promise<void> {
  const since = { gt: at };
  for (const some of chunks(ids)) {
    const sent = await tx.client.findMany({
      where: {
        id: { in: some },
        firmId: ctx.firm.id,
        OR: [
          { requests: { some: { sentAt: since } } },
          { documentAsks: { some: { createdAt: since } } },
          { notices: { some: { at: since } } },
          { messages: { some: { createdAt: since } } },
          { digests: { some: { digest: { sentAt: since } } } },
        ],
      },
      select: { name: true },
    });
    undone.sentCount += sent.length;
    undone.sent.push(...sent.slice(0, Math.max(0, 10 - undone.sent.length)).map((each) => each.name));
  }
}

const terms = ['plan', 'payer', 'expiresOn', 'autoRenew'] as const;

/** Puts a licence back as it was; false when somebody has written it since. */
async function restoreLicense(ctx: Ctx, { tx }: Write, { id, license }: Edited, at: Date): Promise<boolean> {
  const now = await tx.license.findUnique({ where: { clientId: id } });
  if (!now || now.updatedAt.getTime() !== at.getTime()) return false;
  await freeSlots(tx, [now.packageId]);
  await tx.licenseEvent.deleteMany({ where: { clientId: id, source: 'import', at } });
  if (!license) {
    await tx.license.delete({ where: { clientId: id } });
    return true;
  }
  const { id: _, createdAt, updatedAt, packageId, ...was } = license;
  const taken = packageId
    ? await takeSlots(tx, { firmId: ctx.firm.id, id: packageId, count: 1, today: ctx.today })
    : false;
  await tx.license.update({
    where: { clientId: id },
    data: {
      ...was,
      packageId: taken ? packageId : null,
      createdAt: new Date(createdAt),
      updatedAt: new Date(updatedAt),
    },
  });
  return true;
}

/** Puts back what the import changed of a client, where it still stands so. */
async function restoreEdited(
  ctx: Ctx,
  door: Write,
  edited: Edited,
  at: Date,
  undone: Undone,
  acts: Recorded[],
): Promise<void> {
  const { tx } = door;
  const client = await tx.client.findFirst({ where: { id: edited.id, firmId: ctx.firm.id } });
  if (!client) return;
  const licensed = edited.license === undefined || (await restoreLicense(ctx, door, edited, at));
  const state = client as unknown as ClientState;
  const back = edited.columns.filter(
    ([column, , after]) => state[column] === after && (licensed || !(terms as readonly string[]).includes(column)),
  );
  const returned = edited.deletedAt !== undefined && client.updatedAt.getTime() === at.getTime();
  if (back.length < edited.columns.length || (edited.deletedAt !== undefined && !returned)) {
    undone.keptCount++;
    if (undone.kept.length < 10) undone.kept.push(client.name);
  }
  if (back.length === 0 && !returned) return;
  const after = Object.fromEntries(edited.columns.map(([column, , now]) => [column, now])) as Partial<ClientState>;
  const isBack = back.some(([column]) => column === 'situation') || returned;
  const wasConnected =
    edited.deletedAt === undefined &&
    (back.find(([column]) => column === 'situation')?.[1] ?? state.situation) === 'connected';
  const isConnected = state.situation === 'connected';
  if (isBack && wasConnected !== isConnected) {
    const analystId = after.analystId === undefined ? state.analystId : after.analystId;
    acts.push({ kind: isConnected ? 'connected' : 'disconnected', analystId });
  }
  const was = Object.fromEntries(back.map(([column, before]) => [column, before])) as Partial<ClientState>;
  const next = { ...state, ...was };
  await tx.client.update({
    where: { id: edited.id },
    data: {
      ...was,
      nameKey: nameKeyOf(next),
      searchKey: searchKeyOf(next),
      updatedAt: ctx.now,
      ...(returned ? { deletedAt: new Date(edited.deletedAt!) } : {}),
    },
  });
  undone.restored++;
}

/** Takes away analysts whom the import added and nobody has made anything of. */
const removeMembers = (ctx: Ctx, { tx }: Write, ids: readonly string[]) =>
  tx.member.deleteMany({
    where: { id: { in: [...ids] }, firmId: ctx.firm.id, identities: { none: {} }, clients: { none: {} } },
  });

/**
 * Undoes an import: exactly what it changed, where nobody has changed it since. So many clients a transaction, each once: of two who press
 * at the same time, each undoes what the other has not. Undefined when a day has passed or it was undone.
 */
export async function undoImport(ctx: Ctx, id: string): Promise<Undone | undefined> {
  let undone = nothingUndone;
  let found = false;
  for (let last = false; !last; ) {
    const before = undone;
    // A body may run twice: what it has done is its answer, and added up out here.
    const done = await write(ctx, 'import', async (door) => {
      const { tx } = door;
      await tx.$executeRaw`UPDATE "Firm" SET "version" = "version" WHERE "id" = ${ctx.firm.id}`;
      const mine = { id, firmId: ctx.firm.id, expiresAt: { gt: ctx.now } };
      const undo = await tx.importUndo.findFirst({ where: mine });
      if (!undo) return { last: true, found: false, undone: before };
      const part = await tx.importUndoPart.findFirst({ where: { undoId: id }, orderBy: { id: 'desc' } });
      if (part) return { last: false, found: true, undone: await undoPart(ctx, door, part, undo.at, before) };
      await tx.importUndo.deleteMany({ where: { id } });
      // What the file before it named is again what the next one is held against.
      await tx.importList.deleteMany({ where: { id, firmId: ctx.firm.id } });
      const { removed, restored } = before;
      await door.audit('portfolio.importUndone', `firm:${ctx.firm.id}`, { file: undo.file, removed, restored });
      return { last: true, found: true, undone: before };
    });
    last = done.last;
    found ||= done.found;
    undone = done.undone;
  }
  return found ? undone : undefined;
}

const nothingUndone: Undone = { removed: 0, restored: 0, kept: [], keptCount: 0, sent: [], sentCount: 0 };

/** Undoes as much of a part as one transaction should; what is left of it is kept for the next. */
async function undoPart(
  ctx: Ctx,
  door: Write,
  part: { id: string; data: string },
  at: Date,
  before: Undone,
): Promise<Undone> {
  const { tx } = door;
  const undone: Undone = { ...before, kept: [...before.kept], sent: [...before.sent] };
  const trace = JSON.parse(part.data) as Trace;
  const created = trace.created.slice(0, step.created);
  const edited = trace.edited.slice(0, created.length > 0 ? 0 : step.edited);
  const acts: Recorded[] = [];
  await noteSent(ctx, door, [...created, ...edited.map((each) => each.id)], at, undone);
  await removeCreated(ctx, door, created, at, undone, acts);
  for (const each of edited) await restoreEdited(ctx, door, each, at, undone, acts);
  await takeBackActs(ctx, door, at, acts);
  const rest = { ...trace, created: trace.created.slice(created.length), edited: trace.edited.slice(edited.length) };
  if (rest.created.length + rest.edited.length > 0) {
    await tx.importUndoPart.update({ where: { id: part.id }, data: { data: JSON.stringify(rest) } });
  } else {
    await removeMembers(ctx, door, trace.members);
    await tx.importUndoPart.delete({ where: { id: part.id } });
  }
  await door.portfolioChanged();
  return undone;
}
