import { z } from 'zod';
import { clientOf } from '../../clients/reads/client.ts';
import { clientNamed } from '../../firms/reads/clients.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import { cut } from '../../kit/text.ts';
import type { View } from '../../kit/view.ts';
import { noPlan } from '../../terms/client.ts';
import { paying } from '../../terms/licence.ts';
import * as pressed from '../presses.ts';
import { licensed } from '../reads/license.ts';
import { receiverOptions } from '../reads/targets.ts';
import { noticeOf } from '../schema/notice.ts';
import { changePayer, changeRenewal, changeSimply, move } from '../service/license.ts';
import { askCard, renewalNotes } from '../views/card.ts';
import { backToCard, card } from './card.ts';

const base = { command: 'cliente', permission: 'license' } as const;
const { deeds } = pressed;

const no = (ctx: Ctx, id: string) => ({ label: ctx.w.licenses.no, press: backToCard.press({ id }) });

export const askDeed = action({
  ...base,
  ...pressed.askDeed,
  answers: 'update',
  run: async (ctx, { id, deed }): Promise<View> => {
    const { name, lot } = await licensed(ctx, id);
    const say = ctx.w.licenses;
    const style = deed === 'unblock' ? 'primary' : 'danger';
    return askCard(
      deed === 'cancel' ? say.ask.cancel(cut(name, 100), lot && cut(lot.name, 60)) : say.ask[deed](cut(name, 100)),
      [],
      { label: say.yes[deed], style, press: doDeed.press({ id, deed }) },
      deed === 'cancel' ? { ...no(ctx, id), label: say.noCancel } : no(ctx, id),
    );
  },
});

export const doDeed = action({
  ...base,
  name: 'licenses.do',
  answers: 'update',
  input: z.object({ id: z.uuid(), deed: z.enum(deeds) }),
  run: async (ctx, { id, deed }) => {
    await changeSimply(ctx, id, deed);
    return card(ctx, id, ctx.w.licenses.done[deed]);
  },
});

export const askPayer = action({
  ...base,
  ...pressed.askPayer,
  answers: 'update',
  run: async (ctx, { id, to }) => {
    const { name, terms, lot } = await licensed(ctx, id);
    const say = ctx.w.licenses;
    const day = terms && terms.expiresOn !== noPlan ? terms.expiresOn : undefined;
    const called = cut(name, 100);
    const shown = day && ctx.w.format.day(day);
    const question =
      to === 'client'
        ? say.ask.toClient(called, { day: shown, lot: lot && cut(lot.name, 60) })
        : terms?.nextPayer
          ? say.ask.keepFirm(called)
          : say.ask.toFirm(called, cut(terms?.plan ?? '', 40));
    // Conta Azul wants to be asked for what happens at a renewal; what the firm takes over it takes over at once.
    const { until, late, left } = noticeOf('payer', ctx.today, day ?? ctx.today);
    const lines =
      to === 'client' && day
        ? [late ? say.payerLate(ctx.w.format.day(until), left) : say.payerNotice(ctx.w.format.day(until))]
        : [];
    return askCard(
      question,
      lines,
      { label: say.yes.payer, style: 'primary', press: setPayer.press({ id, to }) },
      no(ctx, id),
    );
  },
});

export const setPayer = action({
  ...base,
  name: 'licenses.payer',
  answers: 'update',
  input: z.object({ id: z.uuid(), to: z.enum(paying) }),
  run: async (ctx, { id, to }) => {
    const { before, after } = await changePayer(ctx, id, to);
    const { done } = ctx.w.licenses;
    if (after.nextPayer) return card(ctx, id, done.payerNext(ctx.w.format.day(after.expiresOn)));
    return card(ctx, id, to === 'client' ? done.toClient : before?.nextPayer ? done.keepFirm : done.toFirm);
  },
});

export const askRenewal = action({
  ...base,
  ...pressed.askRenewal,
  answers: 'private',
  run: async (ctx, { id, on }) => {
    const { name, terms } = await licensed(ctx, id);
    const say = ctx.w.licenses;
    const lines =
      terms && !on && terms.autoRenew && terms.expiresOn !== noPlan ? renewalNotes(ctx.w, terms, ctx.today) : [];
    const [question, label] = on ? [say.ask.renewalOn, say.yes.renewalOn] : [say.ask.renewalOff, say.yes.renewalOff];
    return askCard(
      question(cut(name, 100)),
      lines,
      { label, style: 'primary', press: setRenewal.press({ id, on }) },
      no(ctx, id),
    );
  },
});

export const setRenewal = action({
  ...base,
  name: 'licenses.renewal',
  answers: 'update',
  input: z.object({ id: z.uuid(), on: z.boolean() }),
  run: async (ctx, { id, on }) => {
    await changeRenewal(ctx, id, on);
    return card(ctx, id, ctx.w.licenses.done[on ? 'renewalOn' : 'renewalOff']);
  },
});

/** The client that was typed or picked; says at the field when it is none, or several. */
export async function receiver(ctx: Ctx, typed: string): Promise<string> {
  const found = await clientNamed(ctx, typed);
  if (typeof found !== 'string') return found.id;
  const say = (w: Ctx['w']) =>
    found === 'none' ? w.licenses.noSuchClient(typed.slice(0, 60)) : w.licenses.manyClients(typed.slice(0, 60));
  throw new UserError('input', say, { fields: { client: say } });
}

export const receiverField = field.search((w) => w.licenses.field.client, receiverOptions);

export const moveForm = form({
  ...base,
  name: 'licenses.moveForm',
  answers: 'private',
  title: (w) => w.licenses.moveTitle,
  submit: (w) => w.licenses.moveSubmit,
  input: z.object({ id: z.uuid() }),
  about: async (ctx, { id }): Promise<Record<string, string>> => {
    const from = await clientOf(ctx, id);
    return from ? { client: ctx.w.licenses.moveFrom(cut(from.name, 50)) } : {};
  },
  fields: z.object({ client: receiverField }),
  run: async (ctx, { id }, { client }) => {
    const to = await receiver(ctx, client);
    const names = await move(ctx, id, to);
    return card(ctx, to, ctx.w.licenses.done.move(cut(names.from, 60), cut(names.to, 60)));
  },
});

export const openMove = action({
  ...base,
  ...pressed.openMove,
  answers: 'form',
  run: async (ctx, { id }) => {
    await licensed(ctx, id);
    return moveForm.open({ id });
  },
});
