import type { Config } from '../config.ts';
import type { Data } from '../data/client.ts';
import { openPeers, type Peers } from '../data/peers.ts';
import type { Outbox } from '../jobs/outbox.ts';
import type { Log } from '../kit/ctx.ts';

interface Parts {
  data: Data;
  config: Pick<Config, 'databaseUrl' | 'DATABASE_DIRECT_URL'>;
  outbox: Pick<Outbox, 'wake'>;
  log: Log;
}

/** What one process writes, the others look for at once, where the database can tell them. The outbox has started. */
export function openWaking({ data, config, outbox, log }: Parts): Peers | undefined {
  if (data.provider !== 'postgresql') return undefined;
  const peers = openPeers({ url: config.DATABASE_DIRECT_URL ?? config.databaseUrl, heard: outbox.wake, log });
  const own = data.afterWrite;
  data.afterWrite = () => {
    own?.();
    peers.tell();
  };
  return peers;
}
