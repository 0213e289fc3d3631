import { mailFrame } from '../../jobs/mail.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { text, type View } from '../../kit/view.ts';
import type { Why } from '../schema.ts';

/** What became of a workspace, and the link that mends it. */
export interface Told {
  why: Why;
  platform: string;
  /** What people call the workspace. */
  name: string;
  url: string;
}

export const toldView = ({ w }: Ctx, { why, platform, name, url }: Told): View => ({
  title: why === 'left' ? w.installs.leftTitle(platform) : w.installs.lostTitle(platform),
  tone: 'warn',
  blocks: [
    text(w.installs[why](platform, name)),
    text(w.installs.asBefore),
    { kind: 'buttons', buttons: [{ label: w.installs.again(platform), style: 'primary', url }] },
  ],
});

export function toldLetter({ w, locale, firm }: Ctx, { why, platform, name, url }: Told) {
  const say = w.installs;
  const subject = why === 'left' ? say.leftTitle(platform) : say.lostTitle(platform);
  const paragraphs = [say[why](platform, name), say.asBefore];
  const button = { label: say.again(platform), url };
  return { subject, ...mailFrame({ locale, title: subject, paragraphs, button, footer: say.whyYou(firm.name) }) };
}
