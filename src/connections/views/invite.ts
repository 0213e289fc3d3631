import { openClient } from '../../clients/presses.ts';
import { editPreferences } from '../../firms/presses.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import { type Block, note, type Press, text, type View } from '../../kit/view.ts';
import { type Locale, locales } from '../../kit/words.ts';
import { maskDocument } from '../../terms/document.ts';
import { titleFor } from '../../terms/news.ts';
import type { Conflicts } from '../reads/requests.ts';
import type { Request } from '../schema.ts';

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
  undo: Press,
): View {
  const back: Block[] = [
    note(ctx.w.connections.undoable),
    { kind: 'buttons', buttons: [{ label: ctx.w.clients.remove.undo, style: 'primary', press: undo }] },
  ];
  const { connections: w, format } = ctx.w;
  const until = format.day(dayAt(request.expiresAt, ctx.firm.timeZone));
  const said = w.sent(request.companyName, request.email, until);
  const { platform, workspace, channel } = ctx.place;
  const here = channels.some(
    (each) => each.platform === platform && each.workspace === workspace && each.channel === channel,
  );
  if (here)
    return {
      title: titleFor(ctx.w, request.companyName, w.sentTitle),
      tone: 'good',
      blocks: [{ kind: 'text', text: `${said} ${w.sentHere}` }, ...back],
    };
  if (channels.length > 0)
    return { ...card, tone: 'good', blocks: [text(`${said} ${w.sentThere}`), ...back, ...card.blocks] };
  const button = ctx.can('manage')
    ? [{ kind: 'buttons' as const, buttons: [{ label: w.chooseChannel, press: editPreferences.press({}) }] }]
    : [];
  return {
    ...card,
    tone: 'good',
    blocks: [text(said), ...back, ...card.blocks, { kind: 'text', text: w.sentNowhere }, ...button],
  };
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
