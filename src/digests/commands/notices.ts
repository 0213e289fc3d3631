import type { NoticeShowing } from '../service/notices.ts';
import { type FailureSteps, noticesView, pausedView } from '../views/notices.ts';
import { edit } from './edit.ts';
import { correct, resend } from './failures.ts';
import { removeAsk, resume } from './schedule.ts';

const stepsFor = (of: { id: string }) => ({ resume: resume.press(of), edit: edit.press(of), remove: removeAsk.press(of) });

const failureSteps: FailureSteps = {
  resend: (id) => resend.press({ id }),
  correct: (id, client) => correct.press({ id, client }),
};

/** What happened in five minutes, and a schedule that was paused, as channels show them. */
export const noticeShowing: NoticeShowing = {
  notices: (ctx, told, total) => noticesView(ctx, told, total, failureSteps),
  paused: (ctx, { schedule }, reason) => pausedView(ctx, schedule, reason, stepsFor({ id: schedule.id })),
};
