import { z } from 'zod';
import { allows } from '../../clients/gates.ts';
import { clientOf } from '../../clients/reads/client.ts';
import { ownCardChannels } from '../../firms/reads/channels.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import { fold } from '../../kit/text.ts';
import { text, type View } from '../../kit/view.ts';
import { locales } from '../../kit/words.ts';
import { maskDocument, readDocument } from '../../terms/document.ts';
import { conflicts } from '../reads/requests.ts';
import { keepDraft, readDraft } from '../service/draft.ts';
import { invite } from '../service/invite.ts';
import { letterWaits, undoInvitation } from '../service/undo.ts';
import { connectedCard, previewCard, sentView, waitingCard } from '../views/invite.ts';
import { cardOf } from './request.ts';

const fields = z.object({
  name: field.text((w) => w.connections.field.name, { max: 150, rest: true }),
  document: field
    .text((w) => w.connections.field.document, {
      max: 30,
      read: readDocument,
      refuse: (w) => w.connections.wrongDocument,
    })
    .optional(),
  contactName: field.text((w) => w.connections.field.contact, { max: 100 }).optional(),
  email: field.email((w) => w.connections.field.email),
  phone: field.text((w) => w.connections.field.phone, { max: 40 }).optional(),
});

/** The form's five fields are Discord's limit: who pays is asked on the command, and on the card before sending. */
const draft = z.object({
  name: z.string().max(150),
  email: z.email(),
  document: z.string().optional(),
  contactName: z.string().max(100).optional(),
  phone: z.string().max(40).optional(),
  payer: z.enum(['client', 'firm']).optional(),
  clientId: z.uuid().optional(),
  /** Of the letter, when somebody chose one. */
  locale: z.enum(locales).optional(),
});
type Draft = z.infer<typeof draft>;

/** A button carries the id of what was typed, and never the values: erased, they are nowhere. */
const one = z.object({ draft: z.uuid() });
async function typed(ctx: Ctx, { draft: id }: z.infer<typeof one>): Promise<Draft> {
  const found = draft.safeParse(await readDraft(ctx, id));
  if (!found.success) throw new UserError('forgotten', (w) => w.connections.draftGone);
  return found.data;
}

/** What will be sent; or, when there is nothing to invite to, what stands in its place. */
async function preview(ctx: Ctx, input: Draft): Promise<View> {
  const found = await conflicts(ctx, input);
  if (found.client?.connected) return connectedCard(ctx, found.client);
  if (found.pending) return waitingCard(ctx, found.pending, await cardOf(ctx, found.pending));
  const kept = await keepDraft(ctx, input);
  return previewCard(ctx, input, found, {
    send: send.press({ draft: kept }),
    correct: again.press({ draft: kept }),
    payer: payer.press({ draft: kept }),
    language: language.press({ draft: kept }),
    drop: drop.press({}),
  });
}

/** What was sent, or why not; and for some seconds the way back. */
async function sendNow(ctx: Ctx, input: Draft): Promise<View> {
  const request = await invite(ctx, input, letterWaits);
  return sentView(ctx, request, await cardOf(ctx, request), await ownCardChannels(ctx), undo.press({ id: request.id }));
}

/** Sends at once where nothing is doubtful; else it shows what would be sent. */
async function inviteOrAsk(ctx: Ctx, input: Draft): Promise<View> {
  const { client, pending, doubtful } = await conflicts(ctx, input);
  return client?.connected || pending || doubtful ? preview(ctx, input) : sendNow(ctx, input);
}

/** Takes back what was sent a moment ago, and shows it as it was typed. */
export const undo = action({
  name: 'invite.undo',
  command: 'convidar',
  permission: 'invite',
  answers: 'update',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, { id }) => {
    const { kind, request } = await undoInvitation(ctx, id);
    if (kind === 'gone') {
      const card = await cardOf(ctx, request);
      return { ...card, tone: 'warn', blocks: [text(ctx.w.connections.undoLate), ...card.blocks] };
    }
    const { companyName: name, email, document, contactName, phone, payer: pays, clientId, locale } = request;
    const client = clientId ? await clientOf(ctx, clientId) : undefined;
    const view = await preview(ctx, {
      name,
      email,
      contactName,
      phone,
      locale: locale as Draft['locale'],
      ...(document ? { document } : {}),
      ...(pays === 'client' || pays === 'firm' ? { payer: pays } : {}),
      ...(client ? { clientId: client.id } : {}),
    });
    return { ...view, blocks: [text(ctx.w.connections.undone), ...view.blocks] };
  },
});

export const send = action({
  name: 'invite.send',
  command: 'convidar',
  permission: 'invite',
  answers: 'update',
  input: one,
  run: async (ctx, { draft: id }) => {
    return sendNow(ctx, await typed(ctx, { draft: id }));
  },
});

export const payer = action({
  name: 'invite.payer',
  command: 'convidar',
  permission: 'invite',
  answers: 'update',
  input: one,
  run: async (ctx, input, picked) =>
    preview(ctx, {
      ...(await typed(ctx, input)),
      payer: picked[0] === 'firm' ? 'firm' : picked[0] === 'client' ? 'client' : undefined,
    }),
});

export const language = action({
  name: 'invite.language',
  command: 'convidar',
  permission: 'invite',
  answers: 'update',
  input: one,
  run: async (ctx, input, picked) =>
    preview(ctx, { ...(await typed(ctx, input)), locale: locales.find((each) => each === picked[0]) }),
});

export const drop = action({
  name: 'invite.drop',
  command: 'convidar',
  permission: 'invite',
  answers: 'update',
  input: z.object({}),
  run: async (ctx) => ({ blocks: [{ kind: 'text', text: ctx.w.connections.dropped }] }),
});

export const inviteForm = form({
  name: 'invite.form',
  command: 'convidar',
  permission: 'invite',
  answers: 'private',
  title: (w) => w.connections.inviteForm,
  submit: (w) => w.connections.inviteSubmit,
  input: draft.pick({ payer: true, clientId: true, locale: true }),
  fields,
  run: async (ctx, state, values) => inviteOrAsk(ctx, { ...state, ...values }),
});

export const again = action({
  name: 'invite.again',
  command: 'convidar',
  permission: 'invite',
  answers: 'form',
  input: one,
  run: async (ctx, input) => {
    const { payer: pays, clientId, locale, ...values } = await typed(ctx, input);
    return inviteForm.open({ payer: pays, clientId, locale }, values);
  },
});

/** The same for a client of the portfolio, with what is known of them: also for one of whom no address is known. */
export const inviteClient = action({
  name: 'invite.client',
  command: 'convidar',
  permission: 'invite',
  answers: 'form',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, { id }) => {
    const client = await clientOf(ctx, id);
    if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
    const { name, email, document, contactName, phone, standing, agreedPayer } = client;
    if (!allows(standing, 'invite')) return preview(ctx, { name, email, clientId: id });
    return inviteForm.open(
      { clientId: id, payer: agreedPayer },
      {
        name: name.slice(0, 150),
        email,
        document: document ? maskDocument(document) : undefined,
        contactName: contactName.slice(0, 100),
        phone: phone.slice(0, 40),
      },
    );
  },
});

export const inviteCommand = command({
  name: 'convidar',
  title: (w) => w.connections.inviteTitle,
  summary: (w) => w.connections.inviteSummary,
  permission: 'invite',
  answers: 'form',
  examples: (w) => [{ typed: '', does: w.connections.inviteExampleEmpty }, w.connections.inviteExample],
  input: z.object({
    name: fields.shape.name.optional(),
    email: fields.shape.email.optional(),
    document: fields.shape.document,
    contactName: fields.shape.contactName,
    phone: fields.shape.phone,
    payer: field
      .choice(
        ['client', 'firm'],
        (w) => w.connections.field.payer,
        (w, value) => w.connections.payer[value],
      )
      .optional(),
  }),
  run: async (_ctx, { payer: pays, ...values }) => inviteForm.open({ payer: pays }, values),
  again: ({ w }, { payer: said = '', ...values }) => {
    const { payer, field } = w.connections;
    const before = field.payer.formerValues?.find(([was]) => fold(was) === fold(said))?.[1];
    const pays = (['client', 'firm'] as const).find(
      (each) => each === before || [each, payer[each]].some((name) => fold(name) === fold(said)),
    );
    return inviteForm.open({ payer: pays }, values);
  },
});
