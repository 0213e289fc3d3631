import { dayAt } from '../../kit/days.ts';
import { type Button, note, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { Former } from '../reads/team.ts';
import { codeMinutes, spacedCode } from '../schema.ts';

/** Those who left and are still known by name. */
export const formerList = (
  w: Words,
  former: readonly Former[],
  zone: string,
  look: Press,
  buttons: readonly Button[],
): View => ({
  title: w.firms.former,
  blocks: [
    ...(former.length === 0
      ? [text(w.firms.formerNone)]
      : [
          text(w.firms.formerText),
          {
            kind: 'choice' as const,
            label: w.firms.look,
            press: look,
            options: former.map(({ id, name, removedAt }) => ({
              label: name,
              value: id,
              description: w.firms.leftOn(w.format.day(dayAt(removedAt, zone))),
            })),
          },
        ]),
    { kind: 'buttons', buttons },
  ],
});

/** One of them, and what can be done. */
export const formerCard = (
  w: Words,
  { name, email, removedAt }: Former,
  zone: string,
  years: number,
  buttons: readonly Button[],
): View => ({
  title: name,
  blocks: [
    {
      kind: 'facts',
      facts: [
        { label: w.firms.columns.email, value: email ?? w.firms.noEmail },
        { label: w.firms.columns.where, value: w.firms.leftOn(w.format.day(dayAt(removedAt, zone))) },
      ],
    },
    text(w.rights.memberTerm(years)),
    { kind: 'buttons', buttons },
  ],
});

/** A code that lets one person of the team in, in another workspace. */
export const codeFor = (w: Words, code: string): View => ({
  title: w.firms.codeForTitle,
  blocks: [text({ code: spacedCode(code) }), text(w.firms.codeForText), note(w.firms.linkNote(codeMinutes))],
});
