import type { Ctx } from '../../kit/ctx.ts';
import { grantOf } from '../reads/grants.ts';
import { AccountError, type Books } from '../schema.ts';
import { runningFrom } from './clock.ts';
import { settle } from './state.ts';
import { accessOf } from './tokens.ts';

/**
 * Opens the books of a client that this person may see. `urgent`: somebody waits for the answer. Throws AccountError `off`,
 * `not_authorized`, `revoked` or `expired`; what else can be wrong the books themselves say when they are asked. What they find out about
 * the authorisation is put down and told to the firm.
 */
export async function booksOf(ctx: Ctx, clientId: string, { urgent = false } = {}): Promise<Books> {
  const { provider } = ctx;
  if (!provider) throw new AccountError('off');
  const grant = await grantOf(ctx, clientId);
  if (!grant) throw new AccountError('not_authorized');
  if (grant.state === 'revoked' || grant.state === 'expired') throw new AccountError(grant.state);
  const now = runningFrom(ctx);
  let known = grant.state === 'blocked' ? grant.status : '';
  return provider.books({
    companyId: grant.companyId,
    urgent,
    access: (refused, asking) => accessOf(ctx, provider, grant.id, { refused, ...asking }),
    plan: async (status, problem) => {
      const word = problem ? status || problem : '';
      if (word === known) return;
      known = word;
      await settle(ctx, grant.id, problem ? { state: 'blocked', status: word } : { state: 'active' }, now());
    },
  });
}
