import { cut } from '../../kit/text.ts';
import { type Button, note, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { ActSummary } from './summary.ts';

const about = ({ title, facts }: ActSummary): View['blocks'] => [
  ...(title ? [text(title)] : []),
  ...(facts.length > 0 ? [{ kind: 'facts' as const, facts }] : []),
];

/** What the assistant is told: it has done nothing. */
export const preparedView = (w: Words, platform: string, told: ActSummary): View => ({
  tone: 'warn',
  blocks: [
    text({ bold: w.assistants.prepared(told.label) }),
    ...about(told),
    note(w.assistants.waitsIn(w.firms.platform[platform] ?? platform)),
  ],
});

/** The card in the person's own chat. */
export const waitingCard = (w: Words, assistant: string, told: ActSummary, buttons: readonly Button[]): View => ({
  tone: 'warn',
  title: w.assistants.waitsTitle(cut(assistant, 60)),
  blocks: [text({ bold: told.label }), ...about(told), note(w.assistants.waitsNote), { kind: 'buttons', buttons }],
});

export const droppedView = (w: Words): View => ({ blocks: [text(w.assistants.dropped)] });
