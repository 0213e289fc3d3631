import { maskDocument } from '../clients/document.ts';
import type { Ctx } from '../kit/ctx.ts';
import { dayAt, daysBetween } from '../kit/days.ts';
import { cut } from '../kit/text.ts';
import type { Block, Button, Press, Tone, View } from '../kit/view.ts';
import type { Conflicts, Page, Tab } from './reads/requests.ts';
import type { Request, State } from './schema.ts';

const tones: Readonly<Record<State, Tone>> = { pending: 'plain', accepted: 'good', declined: 'bad', cancelled: 'warn', expired: 'warn' };

/** What can be pressed on a request, minted by the commands. */
export interface Presses {
  accept(id: string): Press;
  decline(id: string): Press;
  resend(id: string): Press;
  correct(id: string): Press;
  cancel(id: string): Press;
}

function buttonsOf(ctx: Ctx, request: Request, presses: Presses): Block[] {
  if (request.state !== 'pending') return [];
  const w = ctx.w.connections;
  const { id } = request;
  const buttons: Button[] =
    request.direction === 'client_to_firm'
      ? [
          { label: w.accept, style: 'primary', press: presses.accept(id) },
          { label: w.decline, style: 'danger', press: presses.decline(id) },
        ]
      : [
          { label: w.resend, press: presses.resend(id) },
          { label: w.correct, press: presses.correct(id) },
          { label: w.cancel, style: 'danger', press: presses.cancel(id) },
        ];
  return [{ kind: 'buttons', buttons }];
}

/** A request as it stands: the same card in private, in a channel, and after the decision. `who` says who decided. */
export function requestCard(ctx: Ctx, request: Request, who: string, presses: Presses): View {
  const { connections: w, format } = ctx.w;
  const zone = ctx.firm.timeZone;
  const day = (at: Date) => format.day(dayAt(at, zone));
  const wished = [cut(request.firmName, 60), cut(request.firmPhone, 40), request.firmDocument && maskDocument(request.firmDocument)]
    .filter(Boolean)
    .join(', ');
  const facts = [
    { label: w.fact.state, value: { bold: w.state[request.state] } },
    request.document ? { label: w.fact.document, value: maskDocument(request.document) } : undefined,
    { label: w.fact.email, value: request.email },
    request.contactName
      ? { label: request.direction === 'client_to_firm' ? w.fact.responsible : w.fact.contact, value: cut(request.contactName, 100) }
      : undefined,
    request.phone ? { label: w.fact.phone, value: cut(request.phone, 40) } : undefined,
    request.service ? { label: w.fact.service, value: cut(request.service, 60) } : undefined,
    wished ? { label: w.fact.firm, value: wished } : undefined,
    request.payer === 'client' || request.payer === 'firm' ? { label: w.fact.payer, value: w.payer[request.payer] } : undefined,
    { label: request.direction === 'client_to_firm' ? w.fact.asked : w.fact.sent, value: day(request.sentAt ?? request.createdAt) },
    request.state === 'pending' ? { label: w.fact.expires, value: day(request.expiresAt) } : undefined,
    request.decidedAt ? { label: w.fact.decided, value: `${w.instant(request.decidedAt, zone)}, ${who}` } : undefined,
    request.reason ? { label: w.fact.reason, value: cut(request.reason, 300) } : undefined,
  ].filter((fact) => fact !== undefined);
  const name = cut(request.companyName, 100);
  return {
    title: request.direction === 'client_to_firm' ? w.cardAsked(name) : w.cardInvited(name),
    tone: tones[request.state],
    blocks: [{ kind: 'facts', facts }, ...buttonsOf(ctx, request, presses)],
  };
}

/** What an invitation will be, before anything is sent. */
export function previewCard(
  ctx: Ctx,
  draft: { name: string; email: string; document?: string; contactName?: string; phone?: string; payer?: 'client' | 'firm' },
  found: Conflicts,
  presses: { send: Press; correct: Press; payer: Press; drop: Press },
): View {
  const { connections: w, format } = ctx.w;
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
    ...(found.pending
      ? [w.samePending(found.pending.email, format.day(dayAt(found.pending.sentAt ?? found.pending.createdAt, ctx.firm.timeZone)))]
      : []),
  ];
  return {
    title: w.previewTitle,
    tone: found.pending ? 'warn' : 'plain',
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
      ? [{ kind: 'text', text: w.none[tab] }]
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
