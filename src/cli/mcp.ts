import { readConfig } from '../config.ts';
import { UserError } from '../kit/errors.ts';
import { version } from '../version.ts';
import type { Invocation, Verb } from './verb.ts';

/** For assistants that start a program: it speaks to the server by a person's key, so what holds there holds here. */
async function mcp({ env }: Invocation) {
  const { PUBLIC_URL, MCP_KEY } = readConfig(env);
  if (!MCP_KEY) throw new UserError('no-key', (w) => w.cli.mcpNoKey);
  const url = `${PUBLIC_URL.replace(/\/+$/, '')}/mcp`;
  const { bridge } = await import('../../adapters/mcp/bridge.ts');
  const refused = await bridge({ url, key: MCP_KEY, version, input: process.stdin, output: process.stdout });
  if (refused) throw new UserError(refused, (w) => w.cli.mcpRefused[refused](url));
  return { ok: true, json: {}, lines: [] };
}

export const mcpVerb: Verb = { name: 'mcp', flags: {}, run: mcp };
