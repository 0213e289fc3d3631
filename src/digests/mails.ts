import { type MailPayload, mailFrame, type Paragraph } from '../jobs/mail.ts';
import type { Ctx } from '../kit/ctx.ts';
import { type Block, plainLine } from '../kit/view.ts';
import type { FirmRow } from './reads/place.ts';
import type { Digest } from './views/digest.ts';
import { digestView } from './views/digest.ts';
import type { Ways } from './views/parts.ts';

/** What a letter says of a block; it has neither buttons nor menus. */
function paragraphsOf(block: Block): Paragraph[] {
  if (block.kind === 'text' || block.kind === 'note') return [plainLine(block.text)];
  if (block.kind === 'facts') return [block.facts.map(({ label, value }) => `${label}: ${plainLine(value)}`)];
  if (block.kind === 'groups')
    return block.groups.flatMap(({ heading, items, rest }) => [{ heading }, ...(items.length > 0 ? [items] : []), ...(rest ? [rest] : [])]);
  return block.kind === 'image' ? [block.alt] : [];
}

/** A digest as a letter: the same, and where its buttons would be, how to get there. */
export function digestMail(ctx: Ctx, digest: Digest, ways: Ways, firm: FirmRow, when: string): Omit<MailPayload, 'to'> {
  const { digests: say } = ctx.w;
  const view = digestView(ctx, digest, ways);
  const title = view.title ?? '';
  const paragraphs = [...view.blocks.flatMap(paragraphsOf), say.mail.onwards[digest.content.kind]];
  const footer = when ? say.mail.footer(firm.name, when) : say.mail.footerOnce(firm.name);
  return { subject: say.mail.subject(title, firm.name), ...mailFrame({ locale: ctx.locale, title, paragraphs, footer }) };
}
