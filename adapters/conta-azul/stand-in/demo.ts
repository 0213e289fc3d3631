import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CompanyIn } from './company.ts';
import { createStandIn } from './server.ts';

/** Where people meet it, on the demo's own server. */
const path = '/simulador-conta-azul';

/**
 * The stand-in as the demo uses it: its API on a port of its own, its pages under the demo's address, its connections in a file, so that
 * they are there after a restart. Built into dist/ beside the bot, and loaded only where nothing is configured.
 */
export async function startForDemo({
  companies,
  publicUrl,
  file,
}: {
  companies: readonly CompanyIn[];
  publicUrl: string;
  file: string;
}) {
  const standIn = createStandIn({ companies, file, latency: 40 });
  const url = await standIn.listen();
  return {
    name: 'Conta Azul (simulador local)',
    clientId: standIn.state.clientId,
    clientSecret: standIn.state.clientSecret,
    authorizeUrl: `${publicUrl}${path}/#/oauth/authorize`,
    tokenUrl: `${url}/oauth/token`,
    apiUrl: url,
    mount: {
      path,
      handle: (request: IncomingMessage, response: ServerResponse) => standIn.handle(request, response, path),
    },
    consent: standIn.consent,
    stop: standIn.stop,
  };
}
