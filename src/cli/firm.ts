import { z } from 'zod';
import { codeMinutes, type Seat, spacedCode } from '../firms/schema.ts';
import { createLinkCode } from '../firms/service/code.ts';
import { createFirm } from '../firms/service/setup.ts';
import { systemCtx, withHouse } from './house.ts';
import { firmNamed } from './reads.ts';
import { type Asked, misuse, type Verb } from './verb.ts';

const shapes = { slack: /^(T[A-Z0-9]+):([UW][A-Z0-9]+)$/, discord: /^(\d{5,20}):(\d{5,20})$/ } as const;

/** Who the administrator is in chat, from --slack or --discord. */
function seatOf({ flags }: Asked): Seat | undefined {
  if (flags.slack && flags.discord) throw misuse((w) => w.cli.oneSeat);
  for (const platform of ['slack', 'discord'] as const) {
    const typed = flags[platform];
    if (!typed) continue;
    const match = shapes[platform].exec(typed);
    if (!match) throw misuse((w) => w.cli.noValue(`--${platform}`));
    return { platform, workspace: match[1]!, user: match[2]! };
  }
  return undefined;
}

async function create(asked: Asked) {
  const { w, flags } = asked;
  const seat = seatOf(asked);
  const email = z.email().safeParse(flags.email!.toLowerCase());
  if (!email.success) throw misuse(() => w.cli.noValue('--email'));
  return withHouse(asked, async (house) => {
    const { firmId, firmName, memberId } = await createFirm(
      systemCtx(house, asked),
      { firmName: flags.name!, admin: { name: flags.admin!, email: email.data } },
      seat,
    );
    const code = seat ? undefined : await createLinkCode(systemCtx(house, asked, await firmNamed(house.data, firmId)));
    return {
      ok: true,
      json: { firm: firmId, member: memberId, ...(code ? { code: spacedCode(code), minutes: codeMinutes } : {}) },
      lines: [
        w.cli.created(firmName, firmId),
        ...(code ? [w.cli.code(spacedCode(code)), w.firms.linkText, w.firms.linkNote(codeMinutes)] : [w.cli.seated(flags.admin!)]),
      ],
    };
  });
}

const link = (asked: Asked) =>
  withHouse(asked, async (house) => {
    const firm = await firmNamed(house.data, asked.flags.firm!);
    const code = spacedCode(await createLinkCode(systemCtx(house, asked, firm)));
    const { w } = asked;
    return {
      ok: true,
      json: { firm: firm.id, code, minutes: codeMinutes },
      lines: [w.cli.code(code), w.firms.linkText, w.firms.linkNote(codeMinutes)],
    };
  });

export const firmCreateVerb: Verb = {
  name: 'firm create',
  flags: {
    name: { value: 'NAME', required: true },
    email: { value: 'EMAIL', required: true },
    admin: { value: 'NAME', required: true },
    slack: { value: 'TEAM:USER' },
    discord: { value: 'GUILD:USER' },
  },
  run: create,
};

export const firmLinkVerb: Verb = { name: 'firm link', flags: { firm: { value: 'FIRM', required: true } }, run: link };
