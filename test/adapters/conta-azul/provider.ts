import { createContaAzul } from '../../../adapters/conta-azul/client.ts';
import type { Provider } from '../../../src/accounts/provider.ts';
import { AccountError } from '../../../src/accounts/schema.ts';
import { quiet } from '../../house.ts';

/** As what the application is known to the stand-in of a test. */
export const application = { clientId: 'an-app', clientSecret: 'the secret of the app' };

/** What asks a stand-in that listens at `url`. */
export const providerAt = (url: string, more: Partial<Parameters<typeof createContaAzul>[0]> = {}): Provider =>
  createContaAzul({
    name: 'Conta Azul',
    ...application,
    authorizeUrl: `${url}/#/oauth/authorize`,
    tokenUrl: `${url}/oauth/token`,
    apiUrl: url,
    redirectUri: '',
    pkce: true,
    fail: (code, options) => new AccountError(code, options),
    log: quiet,
    ...more,
  });
