import type { Ctx } from '../../kit/ctx.ts';
import { type Block, type Button, note, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { TeamMember, TeamPage } from '../reads/team.ts';
import { codeMinutes, spacedCode } from '../schema.ts';

const platforms = (w: Words, { platforms }: TeamMember): string =>
  platforms.map((platform) => w.firms.platform[platform] ?? platform).join(', ') || w.firms.noAccess;

const rowOf = (w: Words, member: TeamMember) => [
  member.name,
  w.firms.role[member.role],
  member.email ?? w.firms.noEmail,
  platforms(w, member),
  w.format.number(member.clients),
];

const buttonsOf = (buttons: readonly Button[]): Block[] => (buttons.length > 0 ? [{ kind: 'buttons', buttons }] : []);

/** The team, a page of it; `look` leads to one person. */
export const teamList = (
  w: Words,
  firmName: string,
  { members, total }: TeamPage,
  look: Press,
  buttons: readonly Button[],
): View => ({
  title: w.firms.teamTitle(firmName),
  blocks: [
    {
      kind: 'table',
      caption: w.firms.people(total),
      columns: [
        { label: w.firms.columns.name },
        { label: w.firms.columns.role },
        { label: w.firms.columns.email },
        { label: w.firms.columns.where },
        { label: w.firms.columns.clients, align: 'right' },
      ],
      rows: members.map((member) => rowOf(w, member)),
    },
    {
      kind: 'choice',
      label: w.firms.look,
      press: look,
      options: members.map((member) => ({
        label: member.name,
        value: member.id,
        description: w.firms.role[member.role],
      })),
    },
    ...buttonsOf(buttons),
  ],
});

/** One person; `says` is what has just been done. */
export const memberCard = (
  w: Words,
  member: TeamMember,
  buttons: readonly Button[],
  says: readonly string[] = [],
): View => ({
  title: member.name,
  ...(says.length > 0 ? { tone: 'good' } : {}),
  blocks: [
    ...says.map((each) => text(each)),
    {
      kind: 'facts',
      facts: [
        { label: w.firms.columns.role, value: w.firms.role[member.role] },
        { label: w.firms.columns.email, value: member.email ?? w.firms.noEmail },
        { label: w.firms.columns.where, value: platforms(w, member) },
        { label: w.firms.columns.clients, value: w.format.number(member.clients) },
      ],
    },
    ...buttonsOf(buttons),
  ],
});

export const memberLeft = (says: readonly string[], buttons: readonly Button[]): View => ({
  tone: 'good',
  blocks: [...says.map((each) => text(each)), { kind: 'buttons', buttons }],
});

/** A code, and the links that carry it where a browser can add the app. */
export function codeCard({ w, adding }: Pick<Ctx, 'w' | 'adding'>, code: string): View {
  const links = adding?.(spacedCode(code)) ?? [];
  return {
    title: w.firms.linkTitle,
    blocks: [
      text({ code: spacedCode(code) }),
      text(w.firms.linkText),
      ...(links.length > 0
        ? [
            text(w.firms.addText),
            {
              kind: 'buttons' as const,
              buttons: links.map(({ platform, url }) => ({
                label: w.installs.again(platform),
                url,
              })),
            },
          ]
        : []),
      note(w.firms.linkNote(codeMinutes)),
    ],
  };
}

/** Lines that named no client, or more than one, with what stood in them. */
export const strayLines = (w: Words, none: readonly string[], many: readonly string[]): string[] => [
  ...(none.length > 0 ? [`${w.firms.notFound}: ${w.format.list(none)}`] : []),
  ...(many.length > 0 ? [`${w.firms.ambiguous}: ${w.format.list(many)}`] : []),
];
