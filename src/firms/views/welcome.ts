import { note, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { Arrival } from '../reads/arrival.ts';
import type { Belonging } from '../service/setup.ts';

/** What somebody is told whom no firm knows; `setUp` opens the form that makes one, `again` asks the platform once more. */
export function welcome(
  w: Words,
  arrival: Arrival,
  platform: string,
  { setUp: press, again }: { setUp: Press; again: Press },
): View {
  if (arrival.kind === 'stranger')
    return { title: w.firms.strangerTitle, tone: 'warn', blocks: [text(w.firms.stranger(arrival.admins))] };
  if (arrival.kind === 'nowhere')
    return { title: w.firms.strangerTitle, tone: 'warn', blocks: [text(w.firms.nowhere)] };
  if (arrival.mayConfigure === undefined)
    return {
      title: w.firms.newcomerTitle,
      tone: 'warn',
      blocks: [
        text(w.firms.adminUnknown(platform)),
        { kind: 'buttons', buttons: [{ label: w.firms.tryAgain, style: 'primary', press: again }] },
      ],
    };
  if (!arrival.mayConfigure)
    return { title: w.firms.strangerTitle, tone: 'warn', blocks: [text(w.firms.askAdmin(platform))] };
  return {
    title: w.firms.newcomerTitle,
    blocks: [
      text(w.firms.newcomer(platform)),
      { kind: 'buttons', buttons: [{ label: w.firms.setUp, style: 'primary', press }] },
      note(w.firms.newcomerCode),
    ],
  };
}

const nextSteps = (w: Words) => ({
  kind: 'facts' as const,
  facts: Object.entries(w.firms.next).map(([name, value]) => ({ label: `/${name}`, value })),
});

export const ready = (w: Words, { firmName }: Belonging, email: string): View => ({
  title: w.firms.ready(firmName),
  tone: 'good',
  blocks: [text(w.firms.readyText), nextSteps(w), note(w.firms.proofSent(email))],
});

export const joined = (w: Words, { firmName }: Belonging): View => ({
  title: w.firms.joined(firmName),
  tone: 'good',
  blocks: [text(w.firms.joinedText), nextSteps(w)],
});
