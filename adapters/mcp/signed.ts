import type { OwnAssistant } from '../../src/kit/own.ts';
import type { McpParts, Who } from './port.ts';

/** What may be asked for nobody: what the tools are called is in the documentation, too. */
const open: ReadonlySet<unknown> = new Set([
  ...['initialize', 'notifications/initialized', 'server/discover', 'ping', 'tools/list'],
]);

/** The body, where it is no larger than it may be. */
async function bytesOf(request: Request, largest: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > largest) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > largest) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Whom a platform's own assistant asks for, and the body that says so; undefined for what it did not sign, signed long ago or signed once
 * before, and for who is named anywhere but in what was signed.
 */
export async function readSigned<W extends Who>(
  { desk }: Pick<McpParts<W>, 'desk'>,
  request: Request,
  own: OwnAssistant,
  largest: number,
): Promise<{ who: W; body: unknown } | undefined> {
  const bytes = await bytesOf(request, largest);
  const signed = bytes && own.read((name) => request.headers.get(name), bytes);
  if (!signed || !(await desk.isFresh(signed.proof))) return undefined;
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
  const { method } = Object(body) as { method?: unknown };
  if (!signed.seat && !open.has(method)) return undefined;
  return { who: { ...(await desk.seat(own, signed.seat)), own }, body };
}
