import type { Ctx } from '../../kit/ctx.ts';
import { cut } from '../../kit/text.ts';
import { note, type Press, text, type View } from '../../kit/view.ts';
import type { Told } from '../reads/notices.ts';
import type { Placed } from '../schema.ts';
import { buttonFor } from './parts.ts';
import { scheduleName, whereText } from './schedules.ts';

/** What happened within five minutes, in one message. */
export function noticesView(ctx: Ctx, told: readonly Told[], total: number): View {
  const { digests: say } = ctx.w;
  const line = ({ topic, name, detail }: Told) =>
    topic === 'failed' ? cut(detail, 300) : say.event[topic](cut(name || say.eventGone, 80));
  const bad = told.some(({ topic }) => topic === 'failed' || topic === 'expiredLicense' || topic === 'disconnected');
  const requests = told.some(({ topic }) => topic === 'asked');
  const buttons = requests ? buttonFor(ctx, 'digests.go', say.go.conexoes, { command: 'conexoes' }, 'primary') : [];
  const others = told.some(({ topic }) => topic === 'expiredLicense')
    ? buttonFor(ctx, 'clients.own', say.go.clientes, { expiry: 'overdue', order: 'expiry' })
    : [];
  const all = [...buttons, ...others];
  return {
    ...(total > 1 ? { title: say.noticeTitle(total) } : {}),
    tone: bad ? 'warn' : 'plain',
    blocks: [
      ...told.map((each) => text(line(each))),
      ...(total > told.length ? [note(say.eventMore(total - told.length))] : []),
      ...(all.length > 0 ? [{ kind: 'buttons' as const, buttons: all }] : []),
    ],
  };
}

/** A schedule was paused because it reaches nobody; `open` leads to where that is put right. */
export function pausedView(ctx: Ctx, schedule: Placed, reason: string, open: Press): View {
  const { digests: say } = ctx.w;
  const what = scheduleName(ctx, schedule);
  const said =
    schedule.paused === 'nobody' ? say.pausedText.nobody(what) : say.pausedText.gone(what, whereText(ctx, schedule), cut(reason, 120));
  return {
    title: say.pausedTitle,
    tone: 'bad',
    blocks: [text(said), { kind: 'buttons', buttons: [{ label: say.edit, style: 'primary', press: open }] }],
  };
}
