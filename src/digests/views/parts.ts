import type { Ctx } from '../../kit/ctx.ts';
import { type Day, dayAt, daysBetween } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import type { Block, Button, Line, Press } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { DigestAct, Row } from '../reads/digest.ts';
import { type Rule, ruleOf, timeText } from '../when/rule.ts';
import { wallAt, wallText } from '../when/wall.ts';

/** Where a digest's own buttons lead. */
export interface DigestPresses {
  client: Press;
  go(command: 'conexoes' | 'carteira' | 'clientes'): Press;
}

/** A line of a digest: who it is, and what there is to say. */
export const rowLine = ({ name }: { name: string }, parts: readonly string[]): Line => [
  { bold: cut(name, 40) },
  parts.filter(Boolean).reduce((line, part) => `${line} · ${cut(part, 60)}`, ''),
];

/** Without the year where nobody could take it for another. */
export const shortDay = ({ w }: Ctx, today: Day, day: Day): string =>
  Math.abs(daysBetween(today, day)) < 180 ? w.digests.shortDay(w.format.day(day)) : w.format.day(day);

/** The clients of a digest, to be settled one by one. */
export const menu = (ctx: Ctx, rows: readonly Row[], press: Press, describe: (row: Row) => string): Block[] =>
  rows.length === 0
    ? []
    : [
        {
          kind: 'choice',
          label: ctx.w.digests.open,
          press,
          options: rows.map((row) => ({
            value: row.id,
            label: cut(row.name, 75),
            description: cut(describe(row), 75),
          })),
        },
      ];

export const buttonsOf = (list: readonly Button[]): Block[] =>
  list.length > 0 ? [{ kind: 'buttons', buttons: list }] : [];

/** What can be done with those who are listed, in one menu, each behind the name it is about. */
export const actsMenu = (acts: readonly { name: string; act: Button }[]): Block[] =>
  buttonsOf(
    acts.map(({ name, act }) => ({ ...act, style: undefined, label: `${act.label}: ${cut(name, 40)}`, aside: true })),
  );

/** A rule as people say it. */
export function ruleText(w: Words, text: string): string {
  const rule: Rule = ruleOf(text);
  if (rule.kind === 'cron') return w.digests.rule.cron(rule.expression);
  const time = timeText(rule.at);
  if (rule.kind === 'weekly') return w.digests.rule.weekly(rule.days, time);
  if (rule.kind === 'monthly') return w.digests.rule.monthly(rule.day, time);
  return w.digests.rule[rule.kind](time);
}

/** Day and time of an instant, as the firm's clocks show it. */
export function instantText(ctx: Ctx, at: Date): string {
  const { timeZone } = ctx.firm;
  return ctx.w.digests.instant(
    ctx.w.format.day(dayAt(at, timeZone)),
    wallText(wallAt(at.getTime(), timeZone)).slice(11),
  );
}

/** What was done about a client, the last first. */
export const deedText = (w: Words, deeds: readonly DigestAct[]): string =>
  [...deeds]
    .reverse()
    .map(({ kind, who, system }) => w.digests.deed[kind](who || (system ? w.digests.system : w.digests.somebody)))
    .join(', ');
