import type { NoticeShowing } from '../service/notices.ts';
import { noticesView, pausedView } from '../views/notices.ts';
import { showSchedule } from './schedule.ts';

/** What happened in five minutes, and a schedule that was paused, as channels show them. */
export const noticeShowing: NoticeShowing = {
  notices: noticesView,
  paused: (ctx, { schedule }, reason) => pausedView(ctx, schedule, reason, showSchedule.press({ id: schedule.id })),
};
