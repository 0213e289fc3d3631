import { readConfig } from '../config.ts';
import { registry } from '../core.ts';
import { openData } from '../data/client.ts';
import { openFiles } from '../data/files/open.ts';
import { migrate } from '../data/migrate.ts';
import { createSecret } from '../data/secret.ts';
import { contextOf, type House } from '../firms/context.ts';
import type { Ctx, Firm, Log } from '../kit/ctx.ts';
import { keepPrivate } from '../permissions.ts';
import { addingTo } from '../platforms.ts';
import { appSecret } from '../secret.ts';
import type { Invocation } from './verb.ts';

/** What happens is told by the answer; a warning of the house goes where progress goes. */
const logTo = (progress: Invocation['progress']): Log => ({
  info: () => undefined,
  warn: (_, message) => progress(message),
  error: (_, message) => progress(message),
});

/** The house on the configured database, migrated, for as long as `body` runs. */
export async function withHouse<T>({ w, env, progress }: Invocation, body: (house: House) => Promise<T>): Promise<T> {
  const config = readConfig(env);
  if (config.demo) progress(w.cli.inDemo);
  keepPrivate(config);
  await migrate(config.databaseUrl);
  const data = openData(config.databaseUrl, { patience: 15_000, pagesKb: 4000 });
  const { files } = await openFiles(config.FILES_URL, config.dataDir);
  try {
    const secret = createSecret(appSecret(config), config.APP_SECRET_PREVIOUS);
    return await body({
      data,
      secret,
      publicUrl: config.PUBLIC_URL.replace(/\/+$/, ''),
      files,
      adding: addingTo(config, config.PUBLIC_URL.replace(/\/+$/, '')),
      registry,
      log: logTo(progress),
    });
  } finally {
    files.close();
    await data.close();
  }
}

const nobody: Firm = { id: '', name: '', timeZone: 'America/Sao_Paulo', version: 0 };

/** The command line as who is asking: it may do what an administrator may, and audit rows name it. */
export const systemCtx = (house: House, { locale, now }: Invocation, firm: Firm = nobody): Ctx =>
  contextOf(house, { firm, actor: { kind: 'system', id: 'cli' }, locale, from: 'cli', now });
