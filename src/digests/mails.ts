import { type MailPayload, mailFrame } from '../jobs/mail.ts';
import type { Ctx } from '../kit/ctx.ts';
import { plainLine } from '../kit/view.ts';
import type { FirmRow } from './reads/place.ts';
import type { Digest } from './views/digest.ts';
import { digestView, groupOf, groupsOf, letterLine, type Ways } from './views/digest.ts';

/** A digest as a letter: the same, in groups, without buttons, which a letter cannot have. */
export function digestMail(ctx: Ctx, digest: Digest, ways: Ways, firm: FirmRow, when: string): Omit<MailPayload, 'to'> {
  const { digests: say } = ctx.w;
  const { content, rows } = digest;
  const view = digestView(ctx, digest, ways);
  const paragraphs: (string | readonly string[])[] = [...digest.heads];
  if (content.kind === 'expiry' && rows.length > 0) {
    const total = content.counts.reduce((sum, count) => sum + count, 0);
    for (const [i, { label, count }] of groupsOf(ctx, content).entries()) {
      const mine = rows.filter((row) => groupOf(content, row.listedFor) === i);
      if (count > 0) paragraphs.push(`${label}: ${ctx.w.format.number(count)}`);
      if (mine.length > 0) paragraphs.push(mine.map((row) => letterLine(ctx, content, row)));
    }
    if (total > rows.length) paragraphs.push(say.mail.more(total - rows.length));
  } else {
    for (const block of view.blocks.slice(digest.heads.length)) {
      if (block.kind === 'text') paragraphs.push(plainLine(block.text));
      if (block.kind === 'facts') paragraphs.push(block.facts.map(({ label, value }) => `${label}: ${plainLine(value)}`));
      if (block.kind === 'table')
        paragraphs.push(
          block.rows.map((row) =>
            row
              .map((cell) => plainLine(cell))
              .filter(Boolean)
              .join(' · '),
          ),
        );
    }
  }
  const title = view.title ?? '';
  const footer = when ? say.mail.footer(firm.name, when) : say.mail.footerOnce(firm.name);
  return { subject: say.mail.subject(title, firm.name), ...mailFrame({ locale: ctx.locale, title, paragraphs, footer }) };
}
