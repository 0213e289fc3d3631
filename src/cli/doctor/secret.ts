import { openData } from '../../data/client.ts';
import { inspect } from '../../data/inspect.ts';
import { sealedBefore } from '../../data/reseal.ts';
import { createSecret } from '../../data/secret.ts';
import type { Checker } from './check.ts';

/** With a previous secret set: whether it is still needed. */
export const checkSecret: Checker = async (w, { databaseUrl, APP_SECRET, APP_SECRET_PREVIOUS }) => {
  if (!APP_SECRET || !APP_SECRET_PREVIOUS) return [];
  try {
    const { exists, pending } = await inspect(databaseUrl);
    if (!exists || pending.length > 0) return [];
    const data = openData(databaseUrl, { connections: 1 });
    try {
      const left = await sealedBefore(data, createSecret(APP_SECRET, APP_SECRET_PREVIOUS));
      const says = left > 0 ? w.cli.sealedBefore(left) : w.cli.sealedAnew;
      return [{ name: 'secret', status: left > 0 ? 'warn' : 'ok', says }];
    } finally {
      await data.close();
    }
  } catch {
    // What is wrong with the database is said where it is looked at.
    return [];
  }
};
