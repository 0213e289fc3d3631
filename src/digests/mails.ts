import type { FirmRow } from '../firms/reads/firm.ts';
import { type MailPayload, mailFrame, type Paragraph } from '../jobs/mail.ts';
import type { Ctx } from '../kit/ctx.ts';
import { type Block, plainLine } from '../kit/view.ts';
import type { Digest } from './views/digest.ts';
import { digestView } from './views/digest.ts';
import type { DigestPresses } from './views/parts.ts';

/** Where its reader acts: a platform's name, and a page of it. */
export interface Onwards {
  name: string;
  url: string;
}

/** What a picture is called within the letter. */
const cidOf = (name: string) => `${name}@digest`;

/** What a letter says of a block; it has neither buttons nor menus. */
function paragraphsOf(block: Block): Paragraph[] {
  if (block.kind === 'text' || block.kind === 'note') return [plainLine(block.text)];
  if (block.kind === 'facts') return [block.facts.map(({ label, value }) => `${label}: ${plainLine(value)}`)];
  if (block.kind === 'groups')
    return block.groups.flatMap(({ heading, items, rest }) => [
      { heading },
      ...(items.length > 0 ? [items] : []),
      ...(rest ? [rest] : []),
    ]);
  return block.kind === 'image' ? [{ image: cidOf(block.name), alt: block.alt }] : [];
}

const imagesOf = (blocks: readonly Block[]): Pick<MailPayload, 'images'> => {
  const images = blocks.flatMap((block) => {
    if (block.kind !== 'image') return [];
    const base64 = Buffer.from(block.png).toString('base64');
    return [{ cid: cidOf(block.name), name: block.name, type: 'image/png', base64 }];
  });
  return images.length > 0 ? { images } : {};
};

/** A digest as a letter: the same, and where its buttons would be, the way to where one acts. */
export function digestMail(
  ctx: Ctx,
  digest: Digest,
  ways: DigestPresses,
  { firm, when, onwards }: { firm: FirmRow; when: string; onwards?: Onwards },
): Omit<MailPayload, 'to'> {
  const { digests: say } = ctx.w;
  const view = digestView(ctx, digest, ways);
  const title = view.title ?? '';
  const paragraphs = [...view.blocks.flatMap(paragraphsOf), say.mail.onwards[digest.content.kind]];
  const footer = when ? say.mail.footer(firm.name, when) : say.mail.footerOnce(firm.name);
  const button = onwards && { label: say.mail.open(onwards.name), url: onwards.url };
  return {
    subject: say.mail.subject(title, firm.name),
    ...mailFrame({ locale: ctx.locale, title, paragraphs, button, footer }),
    ...imagesOf(view.blocks),
  };
}
