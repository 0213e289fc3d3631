import type { Readable, Writable } from 'node:stream';
import {
  type CallToolResult,
  type ListToolsResult,
  ProtocolError,
  ProtocolErrorCode,
  Server,
} from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';

interface BridgeParts {
  /** The server's address for assistants. */
  url: string;
  key: string;
  version: string;
  input: Readable;
  output: Writable;
}

interface Answered {
  result?: Record<string, unknown>;
  error?: { code: number; message: string };
}

/** The last message of an answer, which comes alone or as a stream of events. */
const lastOf = (type: string, text: string): Answered => {
  const messages = type.startsWith('text/event-stream')
    ? [...text.matchAll(/^data: ?(\{.*)$/gm)].map(([, data]) => data!)
    : [text];
  return JSON.parse(messages.at(-1) ?? '{}') as Answered;
};

/** `unauthorized`: the key opens nothing there; `away`: nobody answers there. */
export type Refusal = 'unauthorized' | 'away';

/**
 * What an assistant says over stdio is asked of the server by the person's key, and nothing is decided here: whoever could run this could
 * ask there themselves. Resolves when the assistant hangs up, or at once with why it cannot begin.
 */
export async function bridge({ url, key, version, input, output }: BridgeParts): Promise<Refusal | undefined> {
  let id = 0;
  const ask = async (method: string, params: object): Promise<Record<string, unknown>> => {
    id += 1;
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: `Bearer ${key}`,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new ProtocolError(ProtocolErrorCode.InternalError, `HTTP ${response.status}`, { status: response.status });
    const { result, error } = lastOf(response.headers.get('content-type') ?? '', text);
    if (!result) throw new ProtocolError(error?.code ?? ProtocolErrorCode.InternalError, error?.message ?? 'no answer');
    return result;
  };

  let instructions: string;
  try {
    const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'carteira', version } };
    ({ instructions } = (await ask('initialize', hello)) as { instructions: string });
  } catch (error) {
    const { data } = error as { data?: { status?: number } };
    return data?.status === 401 ? 'unauthorized' : 'away';
  }

  const handle = serveStdio(
    () => {
      const server = new Server(
        { name: 'carteira', title: 'Carteira', version },
        { capabilities: { tools: {} }, instructions },
      );
      server.setRequestHandler('tools/list', async () => (await ask('tools/list', {})) as ListToolsResult);
      server.setRequestHandler('tools/call', async ({ params: { name, arguments: given = {} } }) => {
        return (await ask('tools/call', { name, arguments: given })) as CallToolResult;
      });
      return server;
    },
    { transport: new StdioServerTransport(input, output) },
  );
  await new Promise<void>((resolve) => {
    input.once('end', resolve);
    input.once('close', resolve);
  });
  await handle.close();
  return undefined;
}
