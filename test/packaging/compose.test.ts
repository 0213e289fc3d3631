import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { variables } from '../../src/config.ts';
import { all, environmentOf, stagesOf } from './dockerfile.ts';

interface Service {
  build?: string | { context: string; dockerfile: string };
  image?: string;
  env_file?: string;
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: object;
  deploy?: { replicas: number };
}
const compose = parse(readFileSync('compose.yaml', 'utf8')) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const { bot, proxy, pooler, database } = compose.services as Record<'bot' | 'proxy' | 'pooler' | 'database', Service>;
const image = stagesOf(readFileSync('Dockerfile', 'utf8')).at(-1)!;
const poolerImage = stagesOf(readFileSync('docs/operate/pgbouncer.Dockerfile', 'utf8')).at(-1)!;
const caddyfile = readFileSync('docs/operate/Caddyfile', 'utf8');
const ini = Object.fromEntries(
  readFileSync('docs/operate/pgbouncer.ini', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, name, value] = /^(\w+) =\s*(.*)$/.exec(line) ?? [];
      return name ? [[name, value!] as const] : [];
    }),
);
const addressOf = (url = '') => {
  const { hostname, port, username, pathname } = new URL(url.replace(/\$\{[^}]*\}/, 'x'));
  return { hostname, port, username, pathname };
};

describe('compose.yaml', () => {
  it('names variables, ports and paths that the code and the image have', () => {
    const known = new Set(variables.map(({ name }) => name));
    expect(Object.keys(bot.environment ?? {}).filter((name) => !known.has(name))).toEqual([]);
    expect(all(image, 'EXPOSE')).toEqual([environmentOf(image).PORT]);
    const [volume = ''] = bot.volumes ?? [];
    expect(all(image, 'VOLUME')).toEqual([volume.split(':')[1]]);
    expect(bot.environment?.DATA_DIR?.startsWith(`${volume.split(':')[1]}/`)).toBe(true);
    expect(existsSync(`${bot.build}/Dockerfile`)).toBe(true);
  });

  it('runs three copies that only the proxy reaches, which is the one they believe', () => {
    expect(bot.deploy).toEqual({ replicas: 3 });
    expect(Object.entries(compose.services).flatMap(([name, { ports }]) => (ports ? [name] : []))).toEqual(['proxy']);
    expect(bot.environment?.TRUSTED_PROXIES).toBe('1');
    expect(caddyfile).toMatch(new RegExp(`name bot\\n\\s+port ${environmentOf(image).PORT}\\n`));
    const asked = [...caddyfile.matchAll(/\{\$(\w+)\}/g)].map(([, name]) => name);
    expect(asked).toEqual(Object.keys(proxy.environment ?? {}));
    expect(proxy.volumes).toContain('./docs/operate/Caddyfile:/etc/caddy/Caddyfile:ro');
    expect(proxy.image).toMatch(/^caddy:\d+\.\d+\.\d+/);
  });

  it('has a pooler in transaction mode between, and a way around it', () => {
    const through = addressOf(bot.environment?.DATABASE_URL);
    expect(through).toEqual({
      hostname: 'pooler',
      port: ini.listen_port,
      username: pooler.environment?.POSTGRES_USER,
      pathname: '/carteira',
    });
    expect(ini.pool_mode).toBe('transaction');
    expect(ini.carteira).toBe(`host=database port=5432 dbname=${database.environment?.POSTGRES_DB}`);
    expect(addressOf(bot.environment?.DATABASE_DIRECT_URL)).toEqual({
      hostname: 'database',
      port: '5432',
      username: database.environment?.POSTGRES_USER,
      pathname: `/${database.environment?.POSTGRES_DB}`,
    });
    // Each copy opens at most twelve; the server has to bear the pooler's own, and one for each copy's LISTEN.
    expect(Number(ini.max_client_conn)).toBeGreaterThan(12 * bot.deploy!.replicas);
    expect(Number(ini.default_pool_size) + bot.deploy!.replicas).toBeLessThan(100);
    const build = pooler.build as { context: string; dockerfile: string };
    expect(existsSync(join(build.context, build.dockerfile))).toBe(true);
    expect(all(poolerImage, 'EXPOSE')).toEqual([ini.listen_port]);
    const [copied = ''] = all(poolerImage, 'COPY');
    const [target = '', ...files] = copied.split(' ').reverse();
    for (const file of files) {
      expect(existsSync(join(build.context, file))).toBe(true);
      expect(all(poolerImage, 'CMD')[0]).toContain(`"${target}${file}"`);
    }
    expect(readFileSync('docs/operate/pgbouncer.sh', 'utf8')).toContain(ini.auth_file);
  });

  it('has every volume and service that it speaks of, waits for what can be asked, and keeps its database', () => {
    const named = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((each) => each.split(':')[0]!).filter((each) => !each.startsWith('.')),
    );
    expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
    const askable: Record<string, boolean> = {
      database: database.healthcheck !== undefined,
      pooler: all(poolerImage, 'HEALTHCHECK').length === 1,
      bot: all(image, 'HEALTHCHECK').length === 1,
    };
    for (const { depends_on = {} } of Object.values(compose.services))
      for (const name of Object.keys(depends_on)) expect([name, askable[name]]).toEqual([name, true]);
    expect(database.image).toMatch(/^postgres:\d+\.\d+/);
    expect(poolerImage.base).toMatch(/^debian:\d+\.\d+-slim$/);
  });
});
