import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A store that speaks as S3 does, of somebody else's making, on this machine. It pages with a cipher that OpenSSL 3 counts as past. */
export async function startStore(): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'carteira-store-'));
  mkdirSync(join(directory, 'carteira'));
  const port = await freePort();
  const program = fileURLToPath(import.meta.resolve('s3rver/bin/s3rver.js'));
  const child = spawn(
    process.execPath,
    ['--openssl-legacy-provider', program, '-d', directory, '-a', '127.0.0.1', '-p', String(port), '-s'],
    { stdio: 'ignore' },
  );
  const gone = once(child, 'exit');
  const answers = () => fetch(`http://127.0.0.1:${port}/`).then(Boolean, () => false);
  for (let tries = 0; tries < 400 && child.exitCode === null && !(await answers()); tries++) await sleep(25);
  return {
    url: `s3://S3RVER:S3RVER@127.0.0.1:${port}/carteira/firms?tls=0`,
    stop: async () => {
      child.kill();
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
