import { resolve } from 'node:path';
import { z } from 'zod';
import type { House } from '../firms/context.ts';
import { codeMinutes, type Seat, spacedCode } from '../firms/schema.ts';
import { createLinkCode } from '../firms/service/code.ts';
import { createFirm } from '../firms/service/setup.ts';
import { UserError } from '../kit/errors.ts';
import { fold } from '../kit/text.ts';
import { platforms } from '../platforms.ts';
import { eraseFirm } from '../rights/service/firm.ts';
import { takeFirm } from '../rights/service/take.ts';
import { systemCtx, withHouse } from './house.ts';
import { firmNamed } from './reads.ts';
import { type Invocation, misuse, type Verb } from './verb.ts';

/** Who the administrator is in chat, from --slack or its like. */
function seatOf({ flags }: Invocation): Seat | undefined {
  const asked = platforms.filter(({ name, seat }) => seat && flags[name]);
  if (asked.length > 1) throw misuse((w) => w.cli.oneSeat(asked.map(({ name }) => `--${name}`)));
  for (const { name, seat } of asked) {
    const match = seat!.pattern.exec(flags[name]!);
    if (!match) throw misuse((w) => w.cli.noValue(`--${name}`));
    return { platform: name, workspace: match[1]!, user: match[2]! };
  }
  return undefined;
}

/** A code, and the links that carry it. */
const codeLines = ({ w }: Invocation, { adding }: House, code: string): string[] => [
  w.cli.code(spacedCode(code)),
  w.firms.linkText,
  ...(adding?.(spacedCode(code)) ?? []).map(({ platform, url }) =>
    w.firms.addWith(w.firms.platform[platform] ?? platform, url),
  ),
  w.firms.linkNote(codeMinutes),
];

async function create(asked: Invocation) {
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
    const code = seat
      ? undefined
      : await createLinkCode(systemCtx(house, asked, await firmNamed(house.data, firmId)), memberId);
    return {
      ok: true,
      json: { firm: firmId, member: memberId, ...(code ? { code: spacedCode(code), minutes: codeMinutes } : {}) },
      lines: [
        w.cli.created(firmName, firmId),
        ...(code ? codeLines(asked, house, code) : [w.cli.seated(flags.admin!)]),
      ],
    };
  });
}

const link = (asked: Invocation) =>
  withHouse(asked, async (house) => {
    const firm = await firmNamed(house.data, asked.flags.firm!);
    const code = await createLinkCode(systemCtx(house, asked, firm));
    const links = house.adding?.(spacedCode(code)) ?? [];
    return {
      ok: true,
      json: { firm: firm.id, code: spacedCode(code), minutes: codeMinutes, ...(links.length > 0 ? { links } : {}) },
      lines: codeLines(asked, house, code),
    };
  });

/** All of a firm into a folder, in open formats. */
const take = (asked: Invocation) =>
  withHouse(asked, async (house) => {
    const { w, file, flags } = asked;
    const firm = await firmNamed(house.data, flags.firm!);
    const folder = resolve(file);
    const taken = await takeFirm(
      house,
      firm.id,
      folder,
      w.cli.takenAbout(firm.name, w.connections.instant(asked.now, firm.timeZone)),
    );
    if (!taken) throw new UserError('not-empty', () => w.cli.notEmpty(folder));
    return {
      ok: true,
      json: { firm: firm.id, folder, ...taken },
      lines: [w.cli.taken(firm.name, folder, taken.rows, taken.files)],
    };
  });

/** Everything of a firm goes. Its name must be typed, so that a slip of the hand ends nobody. */
const erase = (asked: Invocation) =>
  withHouse(asked, async (house) => {
    const { w, flags, now } = asked;
    const firm = await firmNamed(house.data, flags.firm!);
    if (fold(flags.confirm!) !== fold(firm.name)) throw misuse(() => w.cli.confirmName(firm.name));
    const ended = await eraseFirm(house, firm.id, now, { now: flags.now !== undefined });
    return {
      ok: true,
      json: { firm: firm.id, state: ended },
      lines: [ended === 'gone' ? w.cli.firmGone(firm.name) : w.cli.firmWaits(firm.name)],
    };
  });

export const firmExportVerb: Verb = {
  name: 'firm export',
  takesFile: true,
  flags: { firm: { value: 'FIRM', required: true } },
  run: take,
};

export const firmEraseVerb: Verb = {
  name: 'firm erase',
  flags: { firm: { value: 'FIRM', required: true }, confirm: { value: 'NAME', required: true }, now: {} },
  run: erase,
};

export const firmCreateVerb: Verb = {
  name: 'firm create',
  flags: {
    name: { value: 'NAME', required: true },
    email: { value: 'EMAIL', required: true },
    admin: { value: 'NAME', required: true },
    ...Object.fromEntries(platforms.flatMap(({ name, seat }) => (seat ? [[name, { value: seat.value }]] : []))),
  },
  run: create,
};

export const firmLinkVerb: Verb = { name: 'firm link', flags: { firm: { value: 'FIRM', required: true } }, run: link };
