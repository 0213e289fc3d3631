import { createContaAzul } from '../../adapters/conta-azul/client.ts';
import type { Provider } from '../accounts/provider.ts';
import { AccountError } from '../accounts/schema.ts';
import { turnsOf } from '../accounts/service/turns.ts';
import type { Config } from '../config.ts';
import type { Data } from '../data/client.ts';
import { openStandIn } from '../demo/stand-in.ts';
import type { Log } from '../kit/ctx.ts';

/** What clients' own accounts are asked through, where an application for it is set up. The demo has a stand-in for what it cannot ask. */
export async function openProvider(config: Config, publicUrl: string, data: Data, log: Log) {
  // Built beside this file, never loaded where anything is configured.
  const standIn =
    config.demo && !config.CONTA_AZUL_CLIENT_ID ? await openStandIn(config.databaseUrl, publicUrl) : undefined;
  const provider: Provider | undefined =
    standIn || config.CONTA_AZUL_CLIENT_ID
      ? createContaAzul({
          name: 'Conta Azul',
          clientId: config.CONTA_AZUL_CLIENT_ID ?? '',
          clientSecret: config.CONTA_AZUL_CLIENT_SECRET ?? '',
          authorizeUrl: config.CONTA_AZUL_AUTHORIZE_URL,
          tokenUrl: config.CONTA_AZUL_TOKEN_URL,
          apiUrl: config.CONTA_AZUL_API_URL,
          pkce: config.CONTA_AZUL_PKCE === 'on',
          ...standIn,
          redirectUri: `${publicUrl}/oauth/conta-azul/callback`,
          fail: (code, more) => new AccountError(code, more),
          log,
          turns: turnsOf(data),
        })
      : undefined;
  return { provider, standIn };
}
