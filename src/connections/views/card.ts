import { waitingOf } from '../../clients/gates.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import type { Block, Button, Press, Tone, View } from '../../kit/view.ts';
import { type Locale, locales, type Words } from '../../kit/words.ts';
import { situationLabel } from '../../terms/client.ts';
import { maskDocument } from '../../terms/document.ts';
import { titleFor } from '../../terms/news.ts';
import { words } from '../../words/index.ts';
import type { Around } from '../reads/around.ts';
import type { RequestSubject } from '../reads/subject.ts';
import type { Request, State } from '../schema.ts';

const tones: Readonly<Record<State, Tone>> = {
  pending: 'plain',
  accepted: 'good',
  declined: 'bad',
  cancelled: 'warn',
  expired: 'warn',
};

/** What can be pressed on a request, minted by the commands. */
export interface Presses {
  accept(id: string): Press;
  decline(id: string): Press;
  resend(id: string): Press;
  sendIn(id: string, locale: Locale): Press;
  correct(id: string): Press;
  cancel(id: string): Press;
  acceptNew(id: string): Press;
  acceptThis(id: string, clientId: string): Press;
  renew(id: string): Press;
}

/** Nothing but a public number says who this is: the three answers of an admin. Who was asked, or said no, is not asked again. */
function choiceOf(
  ctx: Ctx,
  request: Request,
  { id: clientId, name, removed }: NonNullable<RequestSubject['holder']>,
  presses: Presses,
): Button[] {
  const w = ctx.w.connections;
  const { id } = request;
  return [
    { label: w.acceptNew, press: presses.acceptNew(id) },
    ...(removed || request.handover
      ? []
      : [{ label: w.acceptThis(cut(name, 40)), press: presses.acceptThis(id, clientId) }]),
    { label: w.decline, style: 'danger', press: presses.decline(id) },
  ];
}

/** What an admin should know before a client's request is answered. */
function standingLines(ctx: Ctx, request: Request, { own, holder }: RequestSubject): string[] {
  const w = ctx.w.connections;
  if (own) return [w.ownClient(cut(own.name, 100), situationLabel(ctx.w, own.situation))];
  if (!holder) return [];
  const name = cut(holder.name, 100);
  const number = request.document !== null && request.document === holder.document;
  const until = ctx.w.format.day(dayAt(request.expiresAt, ctx.firm.timeZone));
  return [
    holder.removed
      ? w.holderRemoved(name)
      : number
        ? w.holder(name, situationLabel(ctx.w, holder.situation), holder.email)
        : w.holderAccount(name, holder.email),
    ...(request.handover === 'asked' ? [w.handoverAsked(name, holder.email, until)] : []),
    ...(request.handover === 'refused' ? [w.handoverRefused(holder.email)] : []),
  ];
}

function buttonsOf(ctx: Ctx, request: Request, { standing, renewable }: Around, presses: Presses): Block[] {
  const w = ctx.w.connections;
  const { id } = request;
  const asks = request.direction === 'client_to_firm';
  // What goes to a channel is for everybody: who may is decided when it is pressed.
  if (!ctx.can(asks ? 'decide' : 'invite')) return [];
  if (renewable)
    return [{ kind: 'buttons', buttons: [{ label: w.resend, style: 'primary', press: presses.renew(id) }] }];
  if (!waitingOf([request], ctx.now)) return [];
  if (standing.holder) return [{ kind: 'buttons', buttons: choiceOf(ctx, request, standing.holder, presses) }];
  const buttons: Button[] = asks
    ? [
        { label: w.accept, style: 'primary', press: presses.accept(id) },
        { label: w.decline, style: 'danger', press: presses.decline(id) },
      ]
    : [
        { label: w.resend, style: 'primary', press: presses.resend(id) },
        ...locales
          .filter((each) => each !== request.locale)
          .map((each) => ({ label: w.resendIn[each], aside: true, press: presses.sendIn(id, each) })),
        { label: w.correct, press: presses.correct(id) },
        { label: w.cancel, style: 'danger', aside: true, press: presses.cancel(id) },
      ];
  return [{ kind: 'buttons', buttons }];
}

/** What a client asked to be done, in the reader's language when it is one of those that the page offers. */
function serviceOf(w: Words, said: string): string {
  const at = locales.map((each) => words[each].portal.mine.services.indexOf(said)).find((index) => index >= 0);
  return (at === undefined ? undefined : w.portal.mine.services[at]) ?? said;
}

/** How the client's own account in the ERP stands to the firm. */
function accessText(ctx: Ctx, { state, status }: { state: string; status: string }): string {
  const say = ctx.w.accounts.state;
  return state === 'blocked' ? say.blocked(status) : say[state as 'active' | 'revoked' | 'expired'];
}

/** What there is to know of a request first: what it waits for, until when, or what came of it. */
function requestNews(ctx: Ctx, request: Request, { access }: Around): string {
  const { news: say, format } = ctx.w;
  const asks = request.direction === 'client_to_firm';
  const until = dayAt(request.expiresAt, ctx.firm.timeZone);
  if (request.endedAt) return say.request.ended;
  switch (request.state) {
    case 'accepted':
      return access && access.state !== 'active' ? say.lapsed : say.request.accepted;
    case 'declined':
      return asks ? say.request.declinedByFirm : say.request.declinedByClient;
    case 'cancelled':
      return say.request.cancelled;
    case 'expired':
      return asks ? say.request.asksOver : say.request.over;
    default:
      if (request.expiresAt <= ctx.now) return asks ? say.request.asksOver : say.request.over;
      if (until === ctx.today) return asks ? say.request.asksLast : say.request.invitedLast;
      return asks ? say.request.asks : say.request.invited(format.day(until));
  }
}

/** What a client asks waits for the firm; what the firm asked waits for the client. */
function toneOf({ state, endedAt, direction }: Request, { standing, access }: Around): Tone {
  const urgent =
    endedAt ||
    standing.holder ||
    (access && access.state !== 'active') ||
    (state === 'pending' && direction === 'client_to_firm');
  return urgent ? 'warn' : tones[state];
}

/** A request as it stands: the same card in private, in a channel, after the decision, and when what came of it has ended. */
export function requestCard(ctx: Ctx, request: Request, around: Around, presses: Presses): View {
  const { connections: w, format } = ctx.w;
  const { who, ended, standing, access } = around;
  const erased = request.companyName === '' && request.email === '';
  const zone = ctx.firm.timeZone;
  const day = (at: Date) => format.day(dayAt(at, zone));
  const wished = [
    cut(request.firmName, 60),
    cut(request.firmPhone, 40),
    request.firmDocument && maskDocument(request.firmDocument),
  ]
    .filter(Boolean)
    .join(', ');
  const facts = [
    { label: w.fact.state, value: { bold: request.endedAt ? w.ended : w.state[request.state] } },
    request.document ? { label: w.fact.document, value: maskDocument(request.document) } : undefined,
    request.email ? { label: w.fact.email, value: request.email } : undefined,
    request.contactName
      ? {
          label: request.direction === 'client_to_firm' ? w.fact.responsible : w.fact.contact,
          value: cut(request.contactName, 100),
        }
      : undefined,
    request.phone ? { label: w.fact.phone, value: cut(request.phone, 40) } : undefined,
    request.service ? { label: w.fact.service, value: cut(serviceOf(ctx.w, request.service), 60) } : undefined,
    wished ? { label: w.fact.firm, value: wished } : undefined,
    request.payer === 'client' || request.payer === 'firm'
      ? { label: w.fact.payer, value: w.payer[request.payer] }
      : undefined,
    request.direction === 'client_to_firm'
      ? { label: w.fact.asked, value: day(request.sentAt ?? request.createdAt) }
      : { label: w.fact.sent, value: w.instant(request.sentAt ?? request.createdAt, zone) },
    request.state === 'pending' ? { label: w.fact.expires, value: day(request.expiresAt) } : undefined,
    request.decidedAt ? { label: w.fact.decided, value: `${w.instant(request.decidedAt, zone)}, ${who}` } : undefined,
    access ? { label: ctx.w.accounts.label, value: accessText(ctx, access) } : undefined,
    request.endedAt ? { label: w.fact.ended, value: `${w.instant(request.endedAt, zone)}, ${ended}` } : undefined,
    request.reason ? { label: w.fact.reason, value: cut(request.reason, 300) } : undefined,
  ].filter((fact) => fact !== undefined);
  return {
    title: erased
      ? w.cardErased[request.direction]
      : titleFor(ctx.w, request.companyName, requestNews(ctx, request, around)),
    tone: toneOf(request, around),
    blocks: [
      { kind: 'facts', facts },
      ...standingLines(ctx, request, standing).map((line): Block => ({ kind: 'text', text: line })),
      ...buttonsOf(ctx, request, around, presses),
    ],
  };
}
