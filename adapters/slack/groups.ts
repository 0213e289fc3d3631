import type { types } from '@slack/bolt';
import { type Group, plainLine } from '../../src/kit/view.ts';
import { limits } from './limits.ts';
import type { Fitted } from './table.ts';
import { clean, fitRaw, orDash, richLine } from './text.ts';

/** A longer line would be nobody's to read. */
const lineMax = 300;

const section = (elements: types.RichTextElement[]): types.RichTextSection => ({ type: 'rich_text_section', elements });
const words = (text: string, style: { bold?: boolean; italic?: boolean }) => section([{ type: 'text', text, style }]);

/** A heading in bold with a list beneath, of as many lines as fit. */
export function fitGroup({ heading, items, rest }: Group, room: number): Fitted {
  const head = fitRaw(orDash(clean(heading)), limits.header);
  const tail = rest?.trim() ? fitRaw(clean(rest), limits.header) : '';
  const list: types.RichTextSection[] = [];
  let size = head.length + tail.length;
  if (size > room) return { blocks: [], size: 0, left: Math.max(1, items.length) };
  for (const item of items) {
    const more = Math.max(1, Math.min(plainLine(item).length, 2 * lineMax));
    if (size + more > room) break;
    size += more;
    list.push(section(richLine(item, lineMax)));
  }
  const elements = [
    words(head, { bold: true }),
    ...(list.length > 0 ? [{ type: 'rich_text_list' as const, style: 'bullet' as const, elements: list }] : []),
    ...(tail ? [words(tail, { italic: true })] : []),
  ];
  return { blocks: [{ type: 'rich_text', elements }], size, left: items.length - list.length };
}
