import { randomBytes, randomUUID } from 'node:crypto';
import { type CallToolResult, type ContentBlock, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Asked, Outcome, Raw } from '../../src/kit/incoming.ts';
import type { SealedView } from '../../src/kit/view.ts';
import type { McpParts, Shown, Who } from './port.ts';
import { textOf } from './text.ts';
import { gather, imagesOf, type WireBlock, type WireBody } from './wire.ts';
import type { McpWords } from './words.ts';

const largestFile = 1024 * 1024;

/** What is wrong with a call, in words that the assistant reads. */
const wrong = (message: string): Error => Object.assign(new Error(message), { told: true });
const isTold = (error: unknown): error is Error => error instanceof Error && 'told' in error;

/** Values as people would type them. */
function raws(say: McpWords, given: unknown, names?: readonly string[]): Record<string, Raw> {
  const out: Record<string, Raw> = {};
  for (const [name, value] of Object.entries((given ?? {}) as Record<string, unknown>)) {
    if (names && !names.includes(name)) throw wrong(say.unknownField(name.slice(0, 60)));
    if (value === null || value === undefined) continue;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      out[name] = String(value).slice(0, 12_000);
    else if (Array.isArray(value) && value.length <= 100 && value.every((each) => typeof each === 'string'))
      out[name] = value as string[];
    else throw wrong(say.notText(name.slice(0, 60)));
  }
  return out;
}

/** An answer as it was told, and what of it can be pressed. */
interface Told {
  say: McpWords;
  shown: readonly Shown[];
  said: CallToolResult;
}
/** A view that is the same one as before is told in the same words: whoever writes anything into it makes it another. */
const told = new WeakMap<SealedView, Told>();

/** One call of a tool, as the person whose key it is. */
export function createCall<W extends Who>({ core, desk, tools, words }: McpParts<W>) {
  const handle = (who: W, asked: Asked, shown?: Shown): Promise<Outcome> => {
    const assistant = who.place.assistant && {
      ...who.place.assistant,
      shown: shown && { label: shown.label, title: shown.title },
    };
    return core.handle({ key: `mcp:${randomUUID()}`, place: { ...who.place, assistant }, asked });
  };

  const content = (say: McpWords, body: WireBody, refused: boolean, more: ContentBlock[] = []): CallToolResult => {
    // Nobody who wrote what stands inside knows how the mark ends.
    const mark = randomBytes(6).toString('hex');
    const text = `${say.data}\n<data ${mark}>\n${textOf(say, body)}\n</data ${mark}>`;
    return {
      content: [{ type: 'text', text }, ...more],
      structuredContent: { notice: say.data, ...(refused ? { refused } : {}), ...body },
      ...(refused ? { isError: true } : {}),
    };
  };

  const answer = async (who: W, say: McpWords, outcome: Outcome): Promise<CallToolResult> => {
    if (outcome.kind === 'options') return content(say, { blocks: [] }, false);
    const plainly = outcome.kind === 'view' && !who.own && !outcome.refused ? outcome.view : undefined;
    const before = plainly && told.get(plainly);
    if (before?.say === say) {
      await desk.show(who, before.shown);
      return before.said;
    }
    const { shown, body } = gather(outcome);
    const ids = shown.length > 0 ? await desk.show(who, shown) : [];
    const refused =
      outcome.kind === 'form'
        ? outcome.form.fields.some((each) => each.error !== undefined)
        : outcome.refused !== undefined;
    const more: ContentBlock[] = [];
    if (outcome.kind === 'view') {
      for (const { png } of imagesOf(outcome.view))
        more.push({ type: 'image', data: Buffer.from(png).toString('base64'), mimeType: 'image/png' });
      for (const { name, type, bytes } of outcome.view.files ?? []) {
        if (bytes.byteLength > largestFile) more.push({ type: 'text', text: say.file(name) });
        else
          more.push({
            type: 'resource',
            resource: {
              uri: `carteira:/${encodeURIComponent(name)}`,
              mimeType: type,
              blob: Buffer.from(bytes).toString('base64'),
            },
          });
      }
    }
    const said = content(say, body(ids), refused, more);
    if (plainly && more.length === 0) told.set(plainly, { say, shown, said });
    if (!who.own || outcome.kind !== 'view') return said;
    const at = new Map(shown.map(({ id, picked }, i) => [`${id}\n${picked ?? ''}`, ids[i]]));
    return { ...said, _meta: who.own.ofView(outcome.view, (press, picked) => at.get(`${press}\n${picked ?? ''}`)) };
  };

  const find = async (who: W, say: McpWords, id: unknown, kinds: readonly Shown['kind'][]): Promise<Shown> => {
    const shown = typeof id === 'string' ? await desk.shown(who, id) : undefined;
    if (!shown || !kinds.includes(shown.kind)) throw wrong(say.unknownId);
    return shown;
  };

  const search = async (who: W, say: McpWords, shown: Shown, text: string): Promise<CallToolResult> => {
    const outcome = await handle(who, { kind: 'search', id: shown.id, typed: text.slice(0, 1000) });
    const options = outcome.kind === 'options' ? outcome.options : [];
    const { label, title, id } = shown;
    const ids = await desk.show(
      who,
      options.map((each) => ({ kind: 'press', id, picked: each.value, label: `${label}: ${each.label}`, title })),
    );
    const found = options.map(({ label, description }, i) => ({
      label,
      ...(description ? { description } : {}),
      id: ids[i],
    }));
    const block: WireBlock =
      found.length > 0 ? { kind: 'choice', label: say.found, options: found } : { kind: 'text', text: say.nothing };
    return content(say, { blocks: [block] }, false);
  };

  const click = async (who: W, say: McpWords, { id, more, text }: Record<string, unknown>): Promise<CallToolResult> => {
    const first = await find(who, say, id, ['press', 'search']);
    if (first.kind === 'search') return search(who, say, first, typeof text === 'string' ? text : '');
    const others = Array.isArray(more) ? more.slice(0, 100) : [];
    const rest = await Promise.all(others.map((each) => find(who, say, each, ['press'])));
    if (rest.some((each) => each.id !== first.id || each.picked === undefined)) throw wrong(say.unknownId);
    const picked = [first, ...rest].flatMap((each) => each.picked ?? []);
    const label = [first.label, ...rest.map((each) => each.label)].join(' · ');
    const asked: Asked = { kind: 'press', id: first.id, ...(first.picked === undefined ? {} : { picked }) };
    return answer(who, say, await handle(who, asked, { ...first, label }));
  };

  const run = async (who: W, say: McpWords, name: string, given: Record<string, unknown>): Promise<CallToolResult> => {
    if (name === 'click') return click(who, say, given);
    if (name === 'ask') {
      if (typeof given.text !== 'string' || !given.text.trim()) throw wrong(say.notText('text'));
      return answer(who, say, await handle(who, { kind: 'words', text: given.text.slice(0, 1000) }));
    }
    if (name === 'fill') {
      const shown = await find(who, say, given.id, ['form']);
      const fields = raws(say, given.fields);
      return answer(who, say, await handle(who, { kind: 'submit', id: shown.id, fields }, shown));
    }
    const entry = tools(who.locale).find((each) => each.name === name);
    if (!entry) throw new ProtocolError(ProtocolErrorCode.InvalidParams, say.unknownTool);
    const options = raws(say, given, Object.keys(entry.inputSchema.properties));
    return answer(who, say, await handle(who, { kind: 'command', command: name, options }));
  };

  return async (who: W, name: string, given: Record<string, unknown>): Promise<CallToolResult> => {
    const say = words(who.locale);
    try {
      return await run(who, say, name, given);
    } catch (error) {
      if (!isTold(error)) throw error;
      return content(say, { blocks: [{ kind: 'text', text: error.message }] }, true);
    }
  };
}
