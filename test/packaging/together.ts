import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const isThere = (program: string): boolean =>
  `${process.env.PATH}:/usr/sbin`.split(':').some((folder) => existsSync(join(folder, program)));

export const freePort = () =>
  new Promise<number>((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });

/** A folder that the programs' own users may read, and what runs in it; all of it is ended and removed at once. */
export function createPlace() {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-together-'));
  chmodSync(folder, 0o777);
  const children: ChildProcess[] = [];
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o644 });
    return join(folder, name);
  };
  const run = (command: readonly string[], env: NodeJS.ProcessEnv) => {
    const child = spawn(command[0]!, command.slice(1), {
      cwd: folder,
      stdio: 'ignore',
      env: { PATH: `${process.env.PATH}:/usr/sbin`, ...env },
    });
    children.push(child);
  };

  return {
    /** PgBouncer with what compose.yaml gives it; but for where PostgreSQL is, and who it is asked as. */
    pooler: async (server: URL, password: string): Promise<string> => {
      const port = await freePort();
      const there = `host=${server.hostname} port=${server.port || '5432'} dbname=${server.pathname.slice(1)}`;
      const who = ` user=${server.username}${server.password ? ` password=${server.password}` : ''}`;
      const users = join(folder, 'users.txt');
      const own = (text: string) => text.replaceAll('/tmp/pgbouncer-users.txt', users);
      const ini = own(readFileSync('docs/operate/pgbouncer.ini', 'utf8'))
        .replace(/^carteira = .*$/m, `carteira = ${there}${who}`)
        .replace(/^listen_addr = .*$/m, 'listen_addr = 127.0.0.1')
        .replace(/^listen_port = .*$/m, `listen_port = ${port}`);
      const script = file('pgbouncer.sh', own(readFileSync('docs/operate/pgbouncer.sh', 'utf8')));
      // It refuses to run as root.
      const owner = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
      run([...owner, 'sh', script, file('pgbouncer.ini', ini)], {
        POSTGRES_USER: 'carteira',
        POSTGRES_PASSWORD: password,
      });
      return `postgresql://carteira:${password}@127.0.0.1:${port}/carteira`;
    },
    /** Caddy with what compose.yaml gives it; but for Docker's names, which nobody knows here. */
    proxy: async (ports: readonly number[]): Promise<string> => {
      const url = `http://127.0.0.1:${await freePort()}`;
      const copies = `to ${ports.map((port) => `127.0.0.1:${port}`).join(' ')}`;
      const text = readFileSync('docs/operate/Caddyfile', 'utf8').replace(/dynamic a \{[^}]*\}/, copies);
      const path = file('Caddyfile', `{\n\tadmin off\n}\n${text}`);
      execFileSync('caddy', ['validate', '--config', path, '--adapter', 'caddyfile'], {
        stdio: 'pipe',
        env: { PATH: process.env.PATH, HOME: folder, PUBLIC_URL: url },
      });
      run(['caddy', 'run', '--config', path, '--adapter', 'caddyfile'], { HOME: folder, PUBLIC_URL: url });
      for (let left = 100; left > 0; left--) {
        if (await fetch(`${url}/metrics`).catch(() => undefined)) return url;
        await sleep(50);
      }
      throw new Error('the proxy does not answer');
    },
    clear: async () => {
      const over = children.map(
        (child) => new Promise((ended) => (child.exitCode === null ? child.on('exit', ended) : ended(0))),
      );
      for (const child of children) child.kill('SIGTERM');
      await Promise.all(over);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
