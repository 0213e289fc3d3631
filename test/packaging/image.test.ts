import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, environmentOf, stagesOf, wordsOf } from './dockerfile.ts';

// Where no image can be built, its recipe is walked: what it copies, what it runs, and what runs in it.
const [build, last] = stagesOf(readFileSync('Dockerfile', 'utf8')) as [
  ReturnType<typeof stagesOf>[0],
  ReturnType<typeof stagesOf>[0],
];
const ignored = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean);
const isIgnored = (path: string) => ignored.some((each) => path === each || path.startsWith(`${each}/`));

let folder: string;
let context: string;
let out: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carteira-image-'));
  chmodSync(folder, 0o755);
  context = join(folder, 'context');
  out = join(folder, 'app');
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  for (const path of files.split('\n').filter((each) => each && !isIgnored(each) && existsSync(each))) {
    mkdirSync(dirname(join(context, path)), { recursive: true });
    cpSync(path, join(context, path));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sizeOf = (path: string): number =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

const freePort = () =>
  new Promise<number>((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });

describe('the image', () => {
  it('has a base that does not change, a Node that the project takes, and dependencies before sources', () => {
    for (const { base } of [build, last]) expect(base).toMatch(/^node:(2[024])\.\d+\.\d+-bookworm(-slim)?$/);
    const copies = build.instructions
      .filter(({ name }) => name === 'COPY' || name === 'RUN')
      .map(({ name, rest }) => `${name} ${rest}`);
    expect(copies.map((each) => each.split(' ')[0])).toEqual(['COPY', 'RUN', 'COPY', 'RUN']);
    const [first = ''] = all(build, 'COPY');
    expect(
      first
        .split(' ')
        .slice(0, -1)
        .filter((path) => !existsSync(join(context, path))),
    ).toEqual([]);
    expect(copies[1]).toContain('npm ci');
  });

  it('is built from what it copies, and small', () => {
    symlinkSync(resolve('node_modules'), join(context, 'node_modules'));
    // The dependencies are those of this folder; the rest of the stage is run as it stands.
    const [, run = ''] = all(build, 'RUN');
    const done = spawnSync('sh', ['-ec', run.replace('/out', out)], {
      cwd: context,
      encoding: 'utf8',
      timeout: 120_000,
      env: { PATH: process.env.PATH, HOME: folder },
    });
    expect(done.status, done.stderr).toBe(0);
    const modules = join(out, 'node_modules');
    // Of what is loaded only where it is configured only the sum counts.
    const platforms =
      /^(@slack|discord\.js|@discordjs|discord-api-types|@prisma|better-sqlite3|@aws-sdk|@smithy|@opentelemetry)$/;
    const others = readdirSync(modules).filter((name) => !platforms.test(name));
    expect(sizeOf(modules)).toBeLessThan(120e6);
    expect(others.reduce((sum, name) => sum + sizeOf(join(modules, name)), 0)).toBeLessThan(30e6);
    const found = readdirSync(out, { recursive: true, encoding: 'utf8' });
    expect(found.filter((path) => /\.(ts|cc|gyp|o|a)$|(mysql|cockroachdb|sqlserver)/.test(path))).toEqual([]);
    expect(readdirSync(out).sort()).toEqual(['LICENSE', 'adapters', 'dist', 'node_modules', 'package.json', 'prisma']);
  }, 180_000);

  it('runs as another user with only what its last stage holds, and its health check says so', async () => {
    expect(all(last, 'COPY')).toEqual(['--from=build /out /app']);
    expect(all(last, 'USER')).toEqual(['node']);
    const [prepare = ''] = all(last, 'RUN');
    const [, mode = '', where = ''] = /^install -d -m (\d+) -o node -g node \/app\/(\w+)$/.exec(prepare) ?? [];
    const data = join(out, where);
    mkdirSync(data);
    chmodSync(data, Number.parseInt(mode, 8));
    const isRoot = process.getuid?.() === 0;
    const nobody = isRoot ? { uid: 65534, gid: 65534 } : {};
    if (isRoot) chownSync(data, 65534, 65534);
    const port = await freePort();
    const env = { PATH: process.env.PATH, ...environmentOf(last), PORT: String(port) };
    // All interfaces of a container are this machine's loopback here.
    // Nobody collects there: what traces is loaded all the same, and in nobody's way.
    const own = { ...env, HOST: '127.0.0.1', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
    const [program = '', ...args] = wordsOf(all(last, 'CMD')[0]!);
    // As `npm start` begins it.
    expect([program, ...args].join(' ')).toBe(JSON.parse(readFileSync('package.json', 'utf8')).scripts.start);
    const child = spawn(program, args, { cwd: out, env: own, ...nobody, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((over) => child.on('exit', over));
    let said = '';
    const ready = new Promise<void>((there, failed) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          said += chunk;
          if (said.includes('"msg":"ready"')) there();
        });
      child.on('exit', () => failed(new Error(said)));
    });
    try {
      await ready;
      const [test = '', ...rest] = wordsOf(all(last, 'HEALTHCHECK')[0]!);
      expect(spawnSync(test, rest, { cwd: out, env: own, ...nobody, timeout: 30_000 }).status).toBe(0);
      expect(spawnSync(test, rest, { cwd: out, env: { ...own, PORT: '1' }, ...nobody, timeout: 30_000 }).status).toBe(
        1,
      );
      expect(all(last, 'VOLUME')).toEqual(['/app/data']);
      expect(readdirSync(data)).toContain('demo.db');
      for (const name of readdirSync(data)) expect(statSync(join(data, name)).mode & 0o077).toBe(0);
      expect(await chartOf(said, port)).toBe('image/png');
    } finally {
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
  }, 120_000);
});

/** The picture of /carteira, as the console of the demo shows it: the renderer and its fonts are there. */
async function chartOf(said: string, port: number): Promise<string | null> {
  const address = /http:\/\/localhost:\d+\/console\?key=\S+/.exec(said)?.[0];
  if (!address) throw new Error(`no address in ${said}`);
  const origin = `http://localhost:${port}`;
  const entered = await fetch(address, { redirect: 'manual' });
  const headers = {
    cookie: entered.headers.get('set-cookie')!.split(';', 1)[0]!,
    origin,
    'content-type': 'application/json',
  };
  const { people } = (await (await fetch(`${origin}/console/api/start`, { headers })).json()) as {
    people: { id: string; role: string }[];
  };
  const person = people.find(({ role }) => role === 'admin')!.id;
  const body = JSON.stringify({ person, key: 'k-12345678', asked: { kind: 'typed', text: '/carteira' } });
  await fetch(`${origin}/console/api/ask`, { method: 'POST', headers, body });
  const events = await fetch(`${origin}/console/api/events?person=${person}`, { headers });
  const first = new TextDecoder().decode((await events.body!.getReader().read()).value);
  const path = /\/console\/api\/files\/[\w-]+/.exec(first)?.[0];
  return path ? (await fetch(origin + path, { headers })).headers.get('content-type') : first;
}
