import { z } from 'zod';
import { allows } from '../../clients/gates.ts';
import { openClient as clientCard, openAddress } from '../../clients/presses.ts';
import { type Client, clientOf } from '../../clients/reads/client.ts';
import { clientNews } from '../../clients/reads/news.ts';
import { take } from '../../documents/presses.ts';
import { buttonFor } from '../../kit/button-for.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays, daysBetween } from '../../kit/days.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, note, text, type View } from '../../kit/view.ts';
import { askRenewal, openCard, openContract, openRenew } from '../../licenses/presses.ts';
import { addressOf } from '../../terms/client.ts';
import { titleFor } from '../../terms/news.ts';
import { hushOf, remindedBy } from '../reads/mute.ts';
import { recalledAt } from '../reads/recall.ts';
import { muteEnd, mutes } from '../schema.ts';
import { markDone, mute, remind, reopen, unmute } from '../service/acts.ts';
import { recall, recallNot } from '../service/recall.ts';

const one = z.object({ id: z.uuid() });
const base = { command: 'resumo', permission: 'digest', answers: 'update', input: one } as const;

async function clientHere(ctx: Ctx, id: string) {
  const client = z.uuid().safeParse(id).success ? await clientOf(ctx, id) : undefined;
  if (!client) throw new UserError('gone', (w) => w.digests.client.gone);
  return client;
}

/** What can be done about the plan: one of the two, or a look at what does not allow either. */
function planButton(ctx: Ctx, { id, standing }: Client): Button[] {
  const say = ctx.w.licenses;
  if (allows(standing, 'renew')) return buttonFor(ctx, openRenew, say.renew, { id }, 'primary');
  if (allows(standing, 'contract')) return buttonFor(ctx, openContract, say.contract, { id }, 'primary');
  return standing.license === 'none' ? [] : buttonFor(ctx, openCard, say.openCard, { id });
}

/** Whether a letter about the end of the plan has somebody to go to, and something to say. */
export const mayRemind = ({ standing, expiresOn, ...client }: Client): boolean =>
  (standing.license === 'expiring' || standing.license === 'expired') &&
  expiresOn !== undefined &&
  addressOf(client) !== '';

/** One letter a day, to somebody who has an address; where that is missing, what leads to it. */
function remindButton(ctx: Ctx, { id, expiresOn }: Client, email: string, reminded: string | undefined): Button[] {
  if (!expiresOn || reminded !== undefined) return [];
  if (!email) return buttonFor(ctx, openAddress, ctx.w.clients.address.button, { id });
  return [{ label: ctx.w.digests.client.remind, press: remindAsk.press({ id }) }];
}

/** For how long a client can be put off. */
const later = (ctx: Ctx, { id, expiresOn }: Client): Block => ({
  kind: 'choice',
  label: ctx.w.digests.client.later,
  press: muteClient.press({ id }),
  options: mutes
    .filter((each) => muteEnd(each, ctx.today, expiresOn) !== undefined)
    .map((value) => ({ value, label: ctx.w.digests.client.laters[value] })),
});

/** A client of a digest, with what finishes the job. `said` is what was just done. */
async function card(ctx: Ctx, id: string, said?: string): Promise<View> {
  const client = await clientHere(ctx, id);
  const { client: say, term } = ctx.w.digests;
  const { format, clients } = ctx.w;
  const [{ until, doneFor }, reminded, recalled] = await Promise.all([
    hushOf(ctx, id),
    remindedBy(ctx, id),
    recalledAt(ctx, id),
  ]);
  const email = addressOf(client);
  const { expiresOn, standing } = client;
  const left = expiresOn ? daysBetween(ctx.today, expiresOn) : undefined;
  const news = clientNews(ctx.w, client, ctx.today, ctx.provider !== undefined);
  const settled = expiresOn !== undefined && doneFor === expiresOn;
  const of = { id };
  const buttons: Button[] = [
    ...planButton(ctx, client),
    ...(client.autoRenew && expiresOn && allows(standing, 'renewal')
      ? buttonFor(ctx, askRenewal, say.stop, { id, on: false })
      : []),
    ...(ctx.provider && allows(standing, 'documents') ? buttonFor(ctx, take, say.documents, of) : []),
    ...remindButton(ctx, client, email, reminded),
    ...(until ? [{ label: say.unmute, press: unmuteClient.press(of) }] : []),
    ...(expiresOn
      ? [
          settled
            ? { label: say.reopen, press: reopenClient.press(of) }
            : { label: say.done, press: doneClient.press(of) },
        ]
      : []),
    ...(ctx.actor.kind === 'member'
      ? [
          recalled
            ? { label: say.recallNot, press: recallClientNot.press(of) }
            : { label: say.recall, press: recallClient.press(of) },
        ]
      : []),
    ...buttonFor(ctx, clientCard, say.card, of),
  ];
  const facts = [
    ...(client.plan ? [{ label: clients.field.onPlan.label, value: client.plan }] : []),
    ...(expiresOn
      ? [{ label: clients.card.facts.expiry, value: clients.card.when(format.day(expiresOn), term(left!)) }]
      : []),
    ...(expiresOn ? [{ label: clients.field.renewal.label, value: ctx.w.kit[client.autoRenew ? 'yes' : 'no'] }] : []),
    {
      label: clients.field.exported.label,
      value: client.lastExportOn ? format.day(client.lastExportOn) : clients.card.never,
    },
    ...(client.analyst ? [{ label: clients.field.analyst.label, value: client.analyst.name }] : []),
  ];
  const blocks: Block[] = [
    ...(said ? [text({ bold: said })] : []),
    { kind: 'facts', facts },
    ...(until && !said ? [note(say.muted(format.day(addDays(until, 1))))] : []),
    ...(reminded !== undefined && !said ? [note(say.remindedBy(reminded))] : []),
    ...(recalled && !said ? [note(say.recalled(ctx.w.connections.instant(recalled, ctx.firm.timeZone)))] : []),
    { kind: 'buttons', buttons },
    ...(until ? [] : [later(ctx, client)]),
  ];
  return {
    title: titleFor(ctx.w, client.name, news.said),
    tone: said ? 'good' : news.tone,
    blocks,
  };
}

const nameOf = async (ctx: Ctx, id: string) => cut((await clientHere(ctx, id)).name, 100);

/** Answers in private: a digest in a channel stays for everybody, and shows what was done when something was. */
export const openClient = action({
  ...base,
  name: 'digests.client',
  answers: 'private',
  input: z.object({ id: z.uuid().optional() }),
  run: (ctx, { id }, picked) => card(ctx, picked[0] ?? id ?? ''),
});

export const doneClient = action({
  ...base,
  name: 'digests.done',
  undoneBy: 'digests.reopen',
  run: async (ctx, { id }) => {
    await markDone(ctx, id);
    return card(ctx, id, ctx.w.digests.client.saidDone(await nameOf(ctx, id)));
  },
});

export const reopenClient = action({
  ...base,
  name: 'digests.reopen',
  undoneBy: 'digests.done',
  run: async (ctx, { id }) => {
    await reopen(ctx, id);
    return card(ctx, id, ctx.w.digests.client.saidReopened(await nameOf(ctx, id)));
  },
});

export const muteClient = action({
  ...base,
  name: 'digests.mute',
  undoneBy: 'digests.unmute',
  run: async (ctx, { id }, [picked]) => {
    // A button of before says for how long by its label: thirty days.
    const until = await mute(ctx, id, mutes.find((each) => each === picked) ?? '30');
    return card(ctx, id, ctx.w.digests.client.saidMuted(await nameOf(ctx, id), ctx.w.format.day(addDays(until, 1))));
  },
});

export const unmuteClient = action({
  ...base,
  name: 'digests.unmute',
  undoneBy: 'digests.mute',
  run: async (ctx, { id }) => {
    await unmute(ctx, id);
    return card(ctx, id, ctx.w.digests.client.saidReopened(await nameOf(ctx, id)));
  },
});

/** Asks first: what goes to a client cannot be called back. */
export const remindAsk = action({
  ...base,
  name: 'digests.remindAsk',
  run: async (ctx, { id }) => {
    const client = await clientHere(ctx, id);
    const say = ctx.w.digests.client;
    const email = addressOf(client);
    if (!email) throw new UserError('no-email', (w) => w.digests.client.noEmail);
    // Somebody was faster: their card says who, and what else there is to do.
    if ((await remindedBy(ctx, id)) !== undefined) return card(ctx, id);
    return {
      blocks: [
        text(say.remindAsk(cut(client.name, 100), email)),
        {
          kind: 'buttons',
          buttons: [
            { label: say.remindYes, style: 'primary', press: remindNow.press({ id }) },
            { label: say.remindNo, press: remindNot.press({ id }) },
          ],
        },
      ],
    };
  },
});

export const remindNow = action({
  ...base,
  name: 'digests.remind',
  run: async (ctx, { id }) => card(ctx, id, ctx.w.digests.client.reminded(await remind(ctx, id))),
});

export const remindNot = action({
  ...base,
  name: 'digests.remindNot',
  run: (ctx, { id }) => card(ctx, id, ctx.w.digests.client.kept),
});

/** A message to oneself: whoever sees a client may be reminded of it. */
export const recallClient = action({
  ...base,
  name: 'digests.recall',
  undoneBy: 'digests.recallNot',
  permission: 'see',
  run: async (ctx, { id }) => {
    const when = ctx.w.connections.instant(await recall(ctx, id), ctx.firm.timeZone);
    return card(ctx, id, ctx.w.digests.client.saidRecalled(await nameOf(ctx, id), when));
  },
});

export const recallClientNot = action({
  ...base,
  name: 'digests.recallNot',
  undoneBy: 'digests.recall',
  permission: 'see',
  run: async (ctx, { id }) => {
    await recallNot(ctx, id);
    return card(ctx, id, ctx.w.digests.client.saidRecalledNot(await nameOf(ctx, id)));
  },
});

/** What somebody is told who asked to be: the client as it stands today, with what can be done. */
export async function recallCard(ctx: Ctx, id: string): Promise<View> {
  const view = await card(ctx, id);
  return { ...view, blocks: [text(ctx.w.digests.client.youAsked), ...view.blocks] };
}

export const clientActions = [
  recallClient,
  recallClientNot,
  openClient,
  doneClient,
  reopenClient,
  muteClient,
  unmuteClient,
  remindAsk,
  remindNow,
  remindNot,
];
