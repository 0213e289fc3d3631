import type { Ctx } from '../../kit/ctx.ts';
import { cut } from '../../kit/text.ts';
import { note, type Press, text, type View } from '../../kit/view.ts';
import type { Told } from '../reads/notices.ts';
import type { Placed } from '../schema.ts';
import { buttonFor } from './parts.ts';
import { scheduleName, whereText } from './schedules.ts';

/** So many of the clients who sent something have a button. */
const mostSenders = 3;

type Counted = Told & { count: number };

/** A client who sends several documents does one thing. */
function countedOf(told: readonly Told[]): Counted[] {
  const events: Counted[] = [];
  for (const each of told) {
    const before = each.topic === 'received' && events.find(({ topic, clientId }) => topic === 'received' && clientId === each.clientId);
    if (before) before.count++;
    else events.push({ ...each, count: 1 });
  }
  return events;
}

/** What happened within five minutes, in one message. */
export function noticesView(ctx: Ctx, told: readonly Told[], total: number): View {
  const { digests: say } = ctx.w;
  const line = ({ topic, name, detail, count }: Counted) => {
    if (topic === 'failed') return cut(detail, 300);
    const who = cut(name || say.eventGone, 80);
    return topic === 'received' ? say.event.received(who, count) : say.event[topic](who);
  };
  const events = countedOf(told);
  const bad = told.some(({ topic }) => topic === 'failed' || topic === 'expiredLicense' || topic === 'disconnected');
  const requests = told.some(({ topic }) => topic === 'asked');
  const buttons = requests ? buttonFor(ctx, 'digests.go', say.go.conexoes, { command: 'conexoes' }, 'primary') : [];
  const others = told.some(({ topic }) => topic === 'expiredLicense')
    ? buttonFor(ctx, 'clients.own', say.go.clientes, { expiry: 'overdue', order: 'expiry' })
    : [];
  const senders = events
    .filter(({ topic, clientId }) => topic === 'received' && clientId)
    .slice(0, mostSenders)
    .flatMap(({ clientId, name }) => buttonFor(ctx, 'documents.received', say.receivedFrom(cut(name, 40)), { id: clientId }));
  const all = [...buttons, ...others, ...senders];
  const count = events.length + total - told.length;
  return {
    ...(count > 1 ? { title: say.noticeTitle(count) } : {}),
    tone: bad ? 'warn' : 'plain',
    blocks: [
      ...events.map((each) => text(line(each))),
      ...(total > told.length ? [note(say.eventMore(total - told.length))] : []),
      ...(all.length > 0 ? [{ kind: 'buttons' as const, buttons: all }] : []),
    ],
  };
}

/** A schedule was paused because it reaches nobody; `open` leads to where that is put right. */
export function pausedView(ctx: Ctx, schedule: Placed, reason: string, open: Press): View {
  const { digests: say } = ctx.w;
  const what = scheduleName(ctx, schedule);
  // Told elsewhere than there, where the channel has no name.
  const where = schedule.place === 'channel' ? say.where.channel(schedule.channel) : whereText(ctx, schedule);
  const said =
    schedule.paused === 'nobody' ? say.pausedText.nobody(what) : say.pausedText.gone(what, where, cut(ctx.w.notices.why(reason), 120));
  return {
    title: say.pausedTitle,
    tone: 'bad',
    blocks: [text(said), { kind: 'buttons', buttons: [{ label: say.edit, style: 'primary', press: open }] }],
  };
}
