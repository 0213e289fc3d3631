import type { Part } from './limits.ts';

/** What a person sees of Discord's markdown. What would name or notify somebody, or become a link by itself, stands in ⟦ ⟧. */
export function visible(markdown: string): string {
  return markdown
    .split(/(```(?:[a-z0-9_+-]+\n)?[\s\S]*?```)/)
    .map((part, i) =>
      i % 2 === 1 ? part.replace(/^```(?:[a-z0-9_+-]+\n)?\n?|\n?```$/g, '') : part.split('\n').map(line).join('\n'),
    )
    .join('')
    .replace(/\u200b/g, '');
}

const line = (text: string): string =>
  inline(text.replace(/^ *(?:#{1,3} +|-# +|>{1,3} )/, '').replace(/^( *)(?:[-*] +|\d+\. +)/, '$1• '));

const pairs = ['**', '__', '~~', '||', '*', '_'] as const;

/** Where a mark closes, skipping what is escaped; -1 when it never does. */
function closing(text: string, mark: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (i > from && text.startsWith(mark, i) && !text.startsWith(`${mark}${mark[0]}`, i)) return i;
  }
  return -1;
}

function inline(text: string): string {
  let seen = '';
  let i = 0;
  while (i < text.length) {
    const rest = text.slice(i);
    const found =
      /^\\([^0-9A-Za-z\s])/.exec(rest)?.slice(0, 2) ??
      named(/^<(?:@[!&]?\d+|#\d+|@[A-Z0-9]+|\/[^:>]+:\d+|a?:\w+:\d+|t:\d+(?::\w)?|id:\w+)>/.exec(rest)) ??
      named(/^@(?:everyone|here)\b/.exec(rest)) ??
      named(/^(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/.exec(rest)) ??
      code(rest) ??
      link(rest) ??
      emphasis(rest);
    seen += found ? found[1] : text[i];
    i += found ? found[0]!.length : 1;
  }
  return seen;
}

const named = (match: RegExpExecArray | null) => (match ? [match[0], `⟦${match[0]}⟧`] : undefined);
const code = (rest: string) => /^(`+)([\s\S]*?[^`])\1(?!`)/.exec(rest)?.filter((_, i) => i !== 1);
function link(rest: string): [string, string] | undefined {
  const match = /^\[((?:\\.|[^\\[\]])*)\]\((https?:\/\/(?:\\.|[^\\()\s])+)\)/.exec(rest);
  return match ? [match[0], inline(match[1]!)] : undefined;
}
function emphasis(rest: string): [string, string] | undefined {
  const mark = pairs.find((each) => rest.startsWith(each));
  const end = mark ? closing(rest, mark, mark.length) : -1;
  if (!mark || end < 0 || (mark === '*' && /^\*\s/.test(rest))) return undefined;
  return [rest.slice(0, end + mark.length), inline(rest.slice(mark.length, end))];
}

export interface Seen {
  title?: string;
  text: string;
  buttons: readonly { label: string; id?: string; url?: string }[];
  menus: readonly { label: string; id: string; options: readonly { label: string; value: string }[] }[];
}

/** What a person sees of a message's components. */
export function look(components: readonly Part[]): Seen {
  const seen = {
    title: undefined as string | undefined,
    lines: [] as string[],
    buttons: [] as Seen['buttons'][number][],
    menus: [] as Seen['menus'][number][],
  };
  const visit = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.type === 10) {
        const content = String(part.content);
        seen.title ??= /^#{1,3} (.*)$/m.test(content) ? visible(/^#{1,3} (.*)$/m.exec(content)![0]) : undefined;
        seen.lines.push(visible(content));
      } else if (part.type === 2)
        seen.buttons.push({ label: String(part.label), id: part.custom_id as string, url: part.url as string });
      else if (part.type === 3) {
        const label = String(part.placeholder ?? '');
        seen.lines.push(label);
        seen.menus.push({
          label,
          id: String(part.custom_id),
          options: part.options as { label: string; value: string }[],
        });
      } else if (part.type === 12)
        for (const item of part.items as { description?: string }[]) seen.lines.push(item.description ?? '');
      visit((part.components as Part[] | undefined) ?? []);
      if (part.accessory) visit([part.accessory as Part]);
    }
  };
  visit(components);
  return { title: seen.title, text: seen.lines.join('\n'), buttons: seen.buttons, menus: seen.menus };
}

/** Whom a message would notify, by Discord's rule: without `allowed_mentions` all that its text names. */
export function pings(components: readonly Part[], allowed: { parse?: readonly string[] } | undefined): string[] {
  const text = JSON.stringify(components);
  const found = [
    ...[...text.matchAll(/@(everyone|here)\b/g)].map((match) => ['everyone', match[0]] as const),
    ...[...text.matchAll(/<@!?[A-Z0-9]+>/g)].map((match) => ['users', match[0]] as const),
    ...[...text.matchAll(/<@&\d+>/g)].map((match) => ['roles', match[0]] as const),
  ];
  return found.filter(([kind]) => !allowed || (allowed.parse ?? []).includes(kind)).map(([, what]) => what);
}
