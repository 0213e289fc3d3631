import { openClient as clientCard } from '../../clients/presses.ts';
import type { Client } from '../../clients/reads/client.ts';
import { clientsOf } from '../../clients/reads/rows.ts';
import { actAmong, rowActs } from '../../clients/steps.ts';
import { accept } from '../../connections/presses.ts';
import type { FirmRow } from '../../firms/reads/firm.ts';
import type { MailPayload } from '../../jobs/mail.ts';
import { buttonFor } from '../../kit/button-for.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import type { RowAct } from '../../kit/view.ts';
import { chartOf } from '../chart.ts';
import { digestMail, type Onwards } from '../mails.ts';
import { type Row, rowsOf, type ShownDigest } from '../reads/digest.ts';
import { pendingOf } from '../reads/place.ts';
import { type Content, lateAfter, type Made } from '../schema.ts';
import { type Digest, digestView } from '../views/digest.ts';
import { type DigestPresses, instantText } from '../views/parts.ts';
import { mayRemind, openClient, remindAsk } from './client.ts';
import { go } from './open.ts';

const ways: DigestPresses = { client: openClient.press({}), go: (command) => go.press({ command }) };

type Acts = Digest['acts'];

/** What a client's row calls for; of a plan that they pay themselves, to remind them, unless somebody has today. */
function planAct(ctx: Ctx, client: Client, { deeds }: Row): RowAct | undefined {
  const [called] = rowActs(ctx, client);
  const reminded = deeds.some(({ kind, at }) => kind === 'reminded' && dayAt(at, ctx.firm.timeZone) === ctx.today);
  const theirs = client.license?.payer === 'client' && mayRemind(client) && !reminded;
  if (theirs) return { label: ctx.w.digests.client.remind, press: remindAsk.press({ id: client.id }) };
  // To open them is in the menu of clients already.
  return called?.press.action === clientCard.name ? undefined : called;
}

/** Of a client whose documents are due: to take them, or to ask for what is missing for that. */
const documentAct = (ctx: Ctx, client: Client): RowAct | undefined => actAmong(ctx, client, ['documents', 'authorize']);

const actOf: Partial<Record<Content['kind'], (ctx: Ctx, client: Client, row: Row) => RowAct | undefined>> = {
  expiry: planAct,
  documents: documentAct,
};

/** Of each client that is listed what can be done next, in one press; nothing of one who was dealt with. */
async function rowActsOf(ctx: Ctx, kind: Content['kind'], rows: readonly Row[]): Promise<Acts> {
  const of = actOf[kind];
  if (!of) return [];
  const open = rows.filter(({ deeds }) => !deeds.some(({ kind }) => kind !== 'reminded'));
  const clients = await clientsOf(
    ctx,
    open.map(({ id }) => id),
  );
  return open.flatMap((row) => {
    const client = clients.get(row.id);
    const act = client && of(ctx, client, row);
    return act ? [{ name: row.name, act }] : [];
  });
}

async function complete(ctx: Ctx, digest: Omit<Digest, 'requests' | 'chart' | 'acts'>): Promise<Digest> {
  const { content } = digest;
  const pending = content.kind === 'requests' ? await pendingOf(ctx, content.ids) : [];
  const asked = pending.filter(({ direction }) => direction === 'client_to_firm');
  const answers = asked.flatMap(({ id, companyName: name }) =>
    buttonFor(ctx, accept, ctx.w.connections.accept, { id }).map((act) => ({ name, act })),
  );
  return {
    ...digest,
    acts: [...answers, ...(await rowActsOf(ctx, content.kind, digest.rows))],
    requests: pending.map((each) => ({ ...each, since: dayAt(each.createdAt, ctx.firm.timeZone) })),
    ...(content.kind === 'portfolio' ? { chart: await chartOf(ctx, content.situations) } : {}),
  };
}

/** What stands above a digest: that it is late, or who wanted it now. */
const headsOf = (ctx: Ctx, { askedBy, createdAt, slotAt }: ShownDigest): string[] => {
  if (askedBy) return [ctx.w.digests.askedBy(askedBy)];
  if (createdAt.getTime() - slotAt.getTime() < lateAfter) return [];
  return [ctx.w.digests.late(instantText(ctx, slotAt))];
};

const digestFrom = (ctx: Ctx, shown: ShownDigest): Promise<Digest> =>
  complete(ctx, {
    content: shown.content,
    rows: shown.rows,
    analyst: shown.direct ? '' : shown.analyst,
    heads: headsOf(ctx, shown),
  });

/** A digest as it stands in its place, with what was done on it. */
export const digestCard = async (ctx: Ctx, shown: ShownDigest) => digestView(ctx, await digestFrom(ctx, shown), ways);

/** The same as a letter. */
export const digestLetter = async (
  ctx: Ctx,
  shown: ShownDigest,
  firm: FirmRow,
  onwards?: Onwards,
): Promise<Omit<MailPayload, 'to'>> =>
  digestMail(ctx, await digestFrom(ctx, shown), ways, {
    firm,
    when: shown.askedBy ? '' : instantText(ctx, shown.slotAt),
    onwards,
  });

/** A digest that nobody has been sent, as it would be now. */
export async function previewCard(ctx: Ctx, { content, clients }: Made, heads: readonly string[]) {
  const rows = await rowsOf(ctx, clients, ctx.now);
  return digestView(ctx, await complete(ctx, { content, rows, analyst: '', heads }), ways);
}
