import { waitingOf } from '../clients/gates.ts';
import { openClient } from '../clients/presses.ts';
import { editPreferences } from '../firms/presses.ts';
import type { Ctx } from '../kit/ctx.ts';
import { dayAt, daysBetween } from '../kit/days.ts';
import { cut } from '../kit/text.ts';
import { type Block, type Button, note, type Press, type Tone, type View } from '../kit/view.ts';
import { type Locale, locales, type Words } from '../kit/words.ts';
import { situationLabel } from '../terms/client.ts';
import { maskDocument } from '../terms/document.ts';
import { words } from '../words/index.ts';
import type { Around } from './reads/around.ts';
import type { Conflicts, Page, Tab } from './reads/requests.ts';
import type { Standing } from './reads/whose.ts';
import type { Request, State } from './schema.ts';

const tones: Readonly<Record<State, Tone>> = { pending: 'plain', accepted: 'good', declined: 'bad', cancelled: 'warn', expired: 'warn' };

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
  { id: clientId, name, removed }: NonNullable<Standing['holder']>,
  presses: Presses,
): Button[] {
  const w = ctx.w.connections;
  const { id } = request;
  return [
    { label: w.acceptNew, press: presses.acceptNew(id) },
    ...(removed || request.handover ? [] : [{ label: w.acceptThis(cut(name, 40)), press: presses.acceptThis(id, clientId) }]),
    { label: w.decline, style: 'danger', press: presses.decline(id) },
  ];
}

/** What an admin should know before a client's request is answered. */
function standingLines(ctx: Ctx, request: Request, { own, holder }: Standing): string[] {
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
  if (renewable) return [{ kind: 'buttons', buttons: [{ label: w.resend, style: 'primary', press: presses.renew(id) }] }];
  if (!waitingOf([request], ctx.now)) return [];
  if (standing.holder) return [{ kind: 'buttons', buttons: choiceOf(ctx, request, standing.holder, presses) }];
  const buttons: Button[] = asks
    ? [
        { label: w.accept, style: 'primary', press: presses.accept(id) },
        { label: w.decline, style: 'danger', press: presses.decline(id) },
      ]
    : [
        { label: w.resend, press: presses.resend(id) },
        ...locales.filter((each) => each !== request.locale).map((each) => ({ label: w.resendIn[each], press: presses.sendIn(id, each) })),
        { label: w.correct, press: presses.correct(id) },
        { label: w.cancel, style: 'danger', press: presses.cancel(id) },
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

/** A request as it stands: the same card in private, in a channel, after the decision, and when what came of it has ended. */
export function requestCard(ctx: Ctx, request: Request, around: Around, presses: Presses): View {
  const { connections: w, format } = ctx.w;
  const { who, ended, standing, access } = around;
  const erased = request.companyName === '' && request.email === '';
  const zone = ctx.firm.timeZone;
  const day = (at: Date) => format.day(dayAt(at, zone));
  const wished = [cut(request.firmName, 60), cut(request.firmPhone, 40), request.firmDocument && maskDocument(request.firmDocument)]
    .filter(Boolean)
    .join(', ');
  const facts = [
    { label: w.fact.state, value: { bold: request.endedAt ? w.ended : w.state[request.state] } },
    request.document ? { label: w.fact.document, value: maskDocument(request.document) } : undefined,
    request.email ? { label: w.fact.email, value: request.email } : undefined,
    request.contactName
      ? { label: request.direction === 'client_to_firm' ? w.fact.responsible : w.fact.contact, value: cut(request.contactName, 100) }
      : undefined,
    request.phone ? { label: w.fact.phone, value: cut(request.phone, 40) } : undefined,
    request.service ? { label: w.fact.service, value: cut(serviceOf(ctx.w, request.service), 60) } : undefined,
    wished ? { label: w.fact.firm, value: wished } : undefined,
    request.payer === 'client' || request.payer === 'firm' ? { label: w.fact.payer, value: w.payer[request.payer] } : undefined,
    request.direction === 'client_to_firm'
      ? { label: w.fact.asked, value: day(request.sentAt ?? request.createdAt) }
      : { label: w.fact.sent, value: w.instant(request.sentAt ?? request.createdAt, zone) },
    request.state === 'pending' ? { label: w.fact.expires, value: day(request.expiresAt) } : undefined,
    request.decidedAt ? { label: w.fact.decided, value: `${w.instant(request.decidedAt, zone)}, ${who}` } : undefined,
    access ? { label: ctx.w.accounts.label, value: accessText(ctx, access) } : undefined,
    request.endedAt ? { label: w.fact.ended, value: `${w.instant(request.endedAt, zone)}, ${ended}` } : undefined,
    request.reason ? { label: w.fact.reason, value: cut(request.reason, 300) } : undefined,
  ].filter((fact) => fact !== undefined);
  const name = cut(request.companyName, 100);
  return {
    title: erased ? w.cardErased[request.direction] : request.direction === 'client_to_firm' ? w.cardAsked(name) : w.cardInvited(name),
    tone: request.endedAt || standing.holder || (access && access.state !== 'active') ? 'warn' : tones[request.state],
    blocks: [
      { kind: 'facts', facts },
      ...standingLines(ctx, request, standing).map((line): Block => ({ kind: 'text', text: line })),
      ...buttonsOf(ctx, request, around, presses),
    ],
  };
}

/** What an invitation will be, before anything is sent. */
export function previewCard(
  ctx: Ctx,
  draft: {
    name: string;
    email: string;
    document?: string;
    contactName?: string;
    phone?: string;
    payer?: 'client' | 'firm';
    locale?: Locale;
  },
  found: Conflicts,
  presses: { send: Press; correct: Press; payer: Press; language: Press; drop: Press },
): View {
  const { connections: w } = ctx.w;
  const facts = [
    { label: w.fact.company, value: { bold: cut(draft.name, 100) } },
    { label: w.fact.email, value: draft.email },
    draft.document ? { label: w.fact.document, value: maskDocument(draft.document) } : undefined,
    draft.contactName ? { label: w.fact.contact, value: draft.contactName } : undefined,
    draft.phone ? { label: w.fact.phone, value: draft.phone } : undefined,
    draft.payer ? { label: w.fact.payer, value: w.payer[draft.payer] } : undefined,
  ].filter((fact) => fact !== undefined);
  const warnings = [
    found.hasAccount ? w.hasAccount : w.noAccount,
    ...(found.client ? [w.sameClient(cut(found.client.name, 100), found.client.situation)] : []),
  ];
  return {
    title: w.previewTitle,
    blocks: [
      { kind: 'facts', facts },
      ...warnings.map((line): Block => ({ kind: 'text', text: line })),
      {
        kind: 'choice',
        label: w.field.payer.label,
        press: presses.payer,
        options: (['client', 'firm'] as const).map((value) => ({ value, label: w.payer[value] })),
        selected: draft.payer ? [draft.payer] : [],
      },
      {
        kind: 'choice',
        label: w.language.label,
        press: presses.language,
        options: locales.map((value) => ({ value, label: w.language[value] })),
        selected: [draft.locale ?? found.locale],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: found.hasAccount ? w.connectButton : w.inviteButton, style: 'primary', press: presses.send },
          { label: w.correctButton, press: presses.correct },
          { label: w.dropButton, press: presses.drop },
        ],
      },
    ],
  };
}

/**
 * An invitation has gone out. Where its card stands in this very channel it is not shown a second time; where no channel takes cards,
 * whoever invites hears of that, with the way to choose one.
 */
export function sentView(
  ctx: Ctx,
  request: Request,
  card: View,
  channels: readonly { platform: string; workspace: string; channel: string }[],
): View {
  const { connections: w, format } = ctx.w;
  const until = format.day(dayAt(request.expiresAt, ctx.firm.timeZone));
  const said = w.sent(request.companyName, request.email, until);
  const { platform, workspace, channel } = ctx.place;
  const here = channels.some((each) => each.platform === platform && each.workspace === workspace && each.channel === channel);
  if (here) return { title: w.sentTitle, tone: 'good', blocks: [{ kind: 'text', text: `${said} ${w.sentHere}` }] };
  if (channels.length > 0) return { ...card, tone: 'good', blocks: [note(`${said} ${w.sentThere}`), ...card.blocks] };
  const button = ctx.can('manage')
    ? [{ kind: 'buttons' as const, buttons: [{ label: w.chooseChannel, press: editPreferences.press({}) }] }]
    : [];
  return { ...card, tone: 'good', blocks: [note(said), ...card.blocks, { kind: 'text', text: w.sentNowhere }, ...button] };
}

/** There is nothing to invite to: the client is connected. */
export const connectedCard = ({ w }: Ctx, { id, name }: { id: string; name: string }): View => ({
  title: w.connections.previewTitle,
  tone: 'warn',
  blocks: [
    { kind: 'text', text: w.connections.alreadyConnected(cut(name, 100)) },
    { kind: 'buttons', buttons: [{ label: w.clients.card.open, style: 'primary', press: openClient.press({ id }) }] },
  ],
});

/** What already waits for an answer, in the place of a second invitation: `card` is its own. */
export const waitingCard = ({ w, firm }: Ctx, request: Request, card: View): View => {
  const day = w.format.day(dayAt(request.sentAt ?? request.createdAt, firm.timeZone));
  const say = request.direction === 'client_to_firm' ? w.connections.sameAsked : w.connections.samePending;
  return { ...card, tone: 'warn', blocks: [{ kind: 'text', text: say(request.email, day) }, ...card.blocks] };
};

/** The invitations and requests of a tab, a page at a time. */
export function requestsView(ctx: Ctx, tab: Tab, page: Page, presses: { tab(tab: Tab, before?: string): Press; open: Press }): View {
  const { connections: w, format } = ctx.w;
  const zone = ctx.firm.timeZone;
  const tabs: Button[] = (['received', 'sent', 'history'] as const).map((each) => ({
    label: w.tab[each],
    press: presses.tab(each),
    ...(each === tab ? { style: 'primary' as const } : {}),
  }));
  const rows = page.requests.map((request) => [
    { bold: cut(request.companyName, 60) },
    request.email,
    w.ago(Math.max(0, daysBetween(dayAt(request.sentAt ?? request.createdAt, zone), ctx.today))),
    request.state === 'pending' ? format.day(dayAt(request.expiresAt, zone)) : w.state[request.state],
  ]);
  const list: Block[] =
    rows.length === 0
      ? [{ kind: 'text', text: tab === 'sent' && !ctx.can('invite') ? w.noneSent : w.none[tab] }]
      : [
          {
            kind: 'table',
            caption: `${w.caption[tab]}: ${format.number(page.total)}`,
            columns: [
              { label: w.fact.company },
              { label: w.fact.email },
              { label: tab === 'received' ? w.fact.asked : w.fact.sent },
              { label: tab === 'history' ? w.fact.state : w.fact.expires },
            ],
            rows,
          },
          {
            kind: 'choice',
            label: w.open,
            press: presses.open,
            options: page.requests.map((request) => ({
              label: cut(request.companyName, 75),
              value: request.id,
              description: cut(request.email, 75),
            })),
          },
        ];
  return {
    title: w.listHeading,
    blocks: [
      { kind: 'buttons', buttons: tabs },
      ...list,
      ...(page.next ? [{ kind: 'buttons' as const, buttons: [{ label: w.older, press: presses.tab(tab, page.next) }] }] : []),
    ],
  };
}
