import { getRequestListener } from '@hono/node-server';
import type { Mount } from '../../src/kit/incoming.ts';
import type { McpParts, Who } from './port.ts';

/** Where assistants ask. The protocol's library is loaded by the first of them. */
export function createMcp<W extends Who>(parts: McpParts<W>): Mount & { stop(): Promise<void> } {
  let serving: ReturnType<typeof load> | undefined;
  const load = async () => (await import('./serve.ts')).createServing(parts);
  const listener = getRequestListener(
    async (request) => {
      serving ??= load();
      return (await serving).fetch(request);
    },
    { overrideGlobalObjects: false },
  );
  return {
    path: '/mcp',
    handle: (request, response) => void listener(request, response),
    stop: async () => (await serving)?.close(),
  };
}
