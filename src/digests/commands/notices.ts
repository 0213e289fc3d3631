import type { NoticeShowing } from '../service/notices.ts';
import { noticesView, pausedView } from '../views/notices.ts';
import { edit } from './edit.ts';
import { removeAsk, resume } from './schedule.ts';

const stepsFor = (of: { id: string }) => ({ resume: resume.press(of), edit: edit.press(of), remove: removeAsk.press(of) });

/** What happened in five minutes, and a schedule that was paused, as channels show them. */
export const noticeShowing: NoticeShowing = {
  notices: noticesView,
  paused: (ctx, { schedule }, reason) => pausedView(ctx, schedule, reason, stepsFor({ id: schedule.id })),
};
