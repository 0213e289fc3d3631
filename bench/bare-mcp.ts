import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';

/** The protocol's own library with one tool that answers a constant as large as a list of ours: what no assistant's answer can be faster than. */
const line = 'Comércio Açaí 1234 LTDA · Conectado · vence 10/12/2026 (12 dias) · Controle I';
const blocks = Array.from({ length: 120 }, (_, i) => ({ kind: 'text', text: `${i} santa ${line}` }));
const answer = {
  content: [{ type: 'text' as const, text: blocks.map(({ text }) => text).join('\n') }],
  structuredContent: { blocks },
};

const handler = createMcpHandler(() => {
  const server = new Server({ name: 'bare', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/call', async () => answer);
  return server;
});
const listener = getRequestListener((request) => handler.fetch(request), { overrideGlobalObjects: false });
const server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
process.once('SIGTERM', () => process.exit(0));
