import { grantStates } from '../../accounts/schema.ts';
import { openData } from '../../data/client.ts';
import { inspect } from '../../data/inspect.ts';
import type { Check, Checker } from './check.ts';

/** How the authorisations of clients stand, of those that are not over. */
async function states(url: string): Promise<ReadonlyMap<string, number> | undefined> {
  try {
    const { exists, pending } = await inspect(url);
    if (!exists || pending.length > 0) return undefined;
    const data = openData(url, { connections: 1 });
    try {
      const rows = await data.db.grant.groupBy({
        by: ['state'],
        where: { clientId: { not: null } },
        _count: { _all: true },
      });
      return new Map(rows.map(({ state, _count }) => [state, _count._all]));
    } finally {
      await data.close();
    }
  } catch {
    // What is wrong with the database is said where it is looked at.
    return undefined;
  }
}

export const checkAccounts: Checker = async (w, config) => {
  const { databaseUrl, demo, CONTA_AZUL_CLIENT_ID: clientId, CONTA_AZUL_CLIENT_SECRET: clientSecret } = config;
  const found = await states(databaseUrl);
  const counted = grantStates
    .map((state) => ({ state, count: found?.get(state) ?? 0 }))
    .filter(({ count }) => count > 0);
  const some = counted.length > 0;
  const says = some ? w.cli.authorizations(counted) : w.cli.noAuthorizations;
  const authorizations: Check[] = some || (found && clientId) ? [{ name: 'authorizations', status: 'ok', says }] : [];
  if (!clientId || !clientSecret) {
    const off = demo ? w.cli.accountsDemo : w.cli.notSet('CONTA_AZUL_CLIENT_ID, CONTA_AZUL_CLIENT_SECRET');
    return [{ name: 'accounts', status: some && !demo ? 'problem' : 'off', says: off }, ...authorizations];
  }
  const { checkContaAzul } = await import('../../../adapters/conta-azul/check.ts');
  const problems = await checkContaAzul({
    clientId,
    clientSecret,
    authorizeUrl: config.CONTA_AZUL_AUTHORIZE_URL,
    tokenUrl: config.CONTA_AZUL_TOKEN_URL,
    apiUrl: config.CONTA_AZUL_API_URL,
  });
  const accounts: Check[] =
    problems.length === 0
      ? [{ name: 'accounts', status: 'ok', says: w.cli.accountsOk }]
      : problems.map((problem) => ({ name: 'accounts', status: 'problem', says: w.cli.accounts[problem] }));
  return [...accounts, ...authorizations];
};
