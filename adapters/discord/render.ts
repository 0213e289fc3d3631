import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  type RESTAPIAttachment,
} from 'discord.js';
import { bytes, cut } from '../../src/kit/text.ts';
import type { SealedView, Tone } from '../../src/kit/view.ts';
import { createAttachments, type OutFile } from './attachments.ts';
import { limits } from './limits.ts';
import { clean, oneLine } from './markdown.ts';
import { type Fenced, type ListItem, type Piece, piecesOf } from './pieces.ts';
import { uniqueIds } from './twins.ts';
import type { DiscordWords } from './words.ts';

export interface MessageBody {
  flags: number;
  components: APIMessageTopLevelComponent[];
  attachments: RESTAPIAttachment[];
  allowed_mentions: { parse: [] };
}

/** A message for Discord: its JSON, and the files that go beside it. */
export interface Rendered {
  body: MessageBody;
  files: OutFile[];
  /** Names of the view's files that had no room. */
  left: string[];
}

const colours: Record<Tone, number | undefined> = { plain: undefined, good: 0x2e9e6b, warn: 0xe0a100, bad: 0xd64545 };

/** How much text one message still takes; `take` says whether it fitted. */
function createRoom(reserved: string) {
  let characters = limits.text - reserved.length;
  let size = limits.textBytes - bytes(reserved) - limits.textOverhead;
  return {
    /** Characters that surely fit, whatever they are. */
    left: () => Math.min(characters, Math.floor(size / 3)) - 1,
    take(text: string, overhead = 1): boolean {
      if (text.length + overhead > characters || bytes(text) + overhead > size) return false;
      characters -= text.length + overhead;
      size -= bytes(text) + overhead;
      return true;
    },
  };
}
type Room = ReturnType<typeof createRoom>;

const fence = (rows: readonly string[]) => `\`\`\`\n${rows.join('\n')}\n\`\`\``;

/** As much of some text as there is room for, and how many things were left out. */
function fillText(items: readonly (ListItem | Fenced)[], room: Room): { content: string; lost: number } {
  const lines: string[] = [];
  let lost = 0;
  let full = false;
  for (const item of items) {
    if (typeof item === 'object') {
      let count: number = full ? 0 : item.rows.length;
      while (count > item.head && !room.take(fence(item.rows.slice(0, count)))) count--;
      if (count > item.head) lines.push(fence(item.rows.slice(0, count)));
      else count = item.head;
      lost += item.rows.length - count;
      full ||= count < item.rows.length;
      continue;
    }
    // Twice what fits: of a text that is cut there, nobody takes the result for the whole.
    const whole = full ? item(8) : item(2 * limits.text);
    if (!full && room.take(whole)) {
      lines.push(whole);
      continue;
    }
    if (whole.trim()) lost++;
    const shorter = !full && room.left() > 40 ? item(room.left()) : '';
    full = true;
    if (shorter && room.take(shorter)) lines.push(shorter);
  }
  return { content: lines.join('\n'), lost };
}

/** Text that stands together is one component: components are few. */
function grouped(pieces: readonly Piece[]) {
  const groups: ({ kind: 'texts'; items: (ListItem | Fenced)[] } | Exclude<Piece, { kind: 'text' }>)[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (piece.kind !== 'text') groups.push(piece);
    else if (last?.kind === 'texts') last.items.push(piece.item);
    else groups.push({ kind: 'texts', items: [piece.item] });
  }
  return groups;
}

/** A view as a Components V2 message within every limit; what has no room is counted in a last line, which has its place only then. */
export function renderMessage(view: SealedView, words: Pick<DiscordWords, 'cut'>): Rendered {
  const whole = fitted(view, words, limits.components - 1);
  return whole.lost === 0 ? whole : fitted(view, words, limits.components - 2);
}

/** Of so many components, beside the container's own. */
function fitted(view: SealedView, words: Pick<DiscordWords, 'cut'>, components: number): Rendered & { lost: number } {
  const lastLine = (count: number) => `-# ${cut(oneLine(words.cut(count)), 300)}`;
  const room = createRoom(lastLine(9_999_999));
  const attachments = createAttachments();
  const groups = grouped(piecesOf(view));
  const parts: APIComponentInContainer[] = [];
  const left: string[] = [];
  const steps = groups.findLast((group) => group.kind === 'row');
  // What leads on must not be crowded out by what comes before.
  let free: number = components - (steps ? 1 + steps.buttons.length : 0);
  // Nor the menus below a list, by the buttons of its rows.
  const isList = groups.some((group) => group.kind === 'section');
  let held = isList ? Math.min(free, 2 * groups.filter((group) => group.kind === 'select').length) : 0;
  free -= held;
  let lost = 0;
  const add = (part: APIComponentInContainer, cost: number) => {
    parts.push(part);
    free -= cost;
  };
  for (const group of groups) {
    if (group.kind === 'texts') {
      const { content, lost: out } =
        free >= 1 && room.take('', limits.textOverhead)
          ? fillText(group.items, room)
          : { content: '', lost: group.items.length };
      lost += out;
      if (content.trim()) add({ type: ComponentType.TextDisplay, content }, 1);
    } else if (group.kind === 'section') {
      const text = room.take('', limits.textOverhead) ? fillText([group.item], room) : { content: '', lost: 1 };
      lost += text.lost;
      if (!text.content.trim()) continue;
      const content = { type: ComponentType.TextDisplay as const, content: text.content };
      if (free >= 3) add({ type: ComponentType.Section, components: [content], accessory: group.button }, 3);
      else {
        lost++;
        if (free >= 1) add(content, 1);
      }
    } else if (group.kind === 'row') {
      if (group === steps) free += 1 + group.buttons.length;
      const buttons = group.buttons.slice(0, Math.max(0, free - 1));
      lost += group.buttons.length - buttons.length;
      if (buttons.length > 0) add({ type: ComponentType.ActionRow, components: [...buttons] }, 1 + buttons.length);
    } else if (group.kind === 'select') {
      lost += group.lost;
      free += Math.min(2, held);
      held -= Math.min(2, held);
      if (free >= 2) add({ type: ComponentType.ActionRow, components: [group.select] }, 2);
      else lost++;
    } else {
      const url = free >= 1 ? attachments.add(group) : undefined;
      if (!url) {
        lost++;
        if (group.kind === 'file') left.push(group.name);
      } else if (group.kind === 'file') add({ type: ComponentType.File, file: { url } }, 1);
      else {
        const description = cut(clean(group.alt).trim(), limits.altText);
        add({ type: ComponentType.MediaGallery, items: [{ media: { url }, ...(description && { description }) }] }, 1);
      }
    }
  }
  if (lost > 0) parts.push({ type: ComponentType.TextDisplay, content: lastLine(lost) });
  if (parts.length === 0) parts.push({ type: ComponentType.TextDisplay, content: '…' });
  uniqueIds(parts);
  const colour = colours[view.tone ?? 'plain'];
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components: [
        { type: ComponentType.Container, components: parts, ...(colour !== undefined && { accent_color: colour }) },
      ],
      attachments: attachments.described(),
      allowed_mentions: { parse: [] },
    },
    files: attachments.files,
    left,
    lost,
  };
}
