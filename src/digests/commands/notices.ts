import type { House } from '../../firms/context.ts';
import type { Sender, Senders } from '../../jobs/sender.ts';
import type { Post } from '../../kit/post.ts';
import { noticeSenders } from '../../notices/service/senders.ts';
import { pauseAfter, pausedSender } from '../service/paused.ts';
import { noticesView, pausedView } from '../views/notices.ts';
import { edit } from './edit.ts';
import { removeAsk, resume } from './schedule.ts';

const stepsFor = (of: { id: string }) => ({
  resume: resume.press(of),
  edit: edit.press(of),
  remove: removeAsk.press(of),
});

/** How notices and digests that were paused leave the process, as channels show them. `fallback`: where no channel takes notices. */
export const noticeSendersOf = (house: House, post: Post, clock: () => Date, fallback: Sender): Senders => ({
  ...noticeSenders(
    house,
    post,
    {
      show: noticesView,
      handled: (failure) => pauseAfter(house.data, clock(), failure),
      fallback,
    },
    clock,
  ),
  'digest.paused': pausedSender(
    house,
    post,
    (ctx, { schedule }, reason) => pausedView(ctx, schedule, reason, stepsFor({ id: schedule.id })),
    clock,
  ),
});
