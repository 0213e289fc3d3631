import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { variables } from '../../src/config.ts';
import { all, environmentOf, stagesOf } from './dockerfile.ts';

interface Service {
  build?: string;
  image?: string;
  env_file?: string;
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, unknown>;
}
const compose = parse(readFileSync('compose.yaml', 'utf8')) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const { bot, database } = compose.services as { bot: Service; database: Service };
const image = stagesOf(readFileSync('Dockerfile', 'utf8')).at(-1)!;

describe('compose.yaml', () => {
  it('names variables, ports and paths that the code and the image have', () => {
    const known = new Set(variables.map(({ name }) => name));
    expect(Object.keys(bot.environment ?? {}).filter((name) => !known.has(name))).toEqual([]);
    expect(bot.ports).toEqual([`127.0.0.1:3000:${environmentOf(image).PORT}`]);
    expect(all(image, 'EXPOSE')).toEqual([environmentOf(image).PORT]);
    const [volume = ''] = bot.volumes ?? [];
    expect(all(image, 'VOLUME')).toEqual([volume.split(':')[1]]);
    expect(bot.environment?.DATA_DIR?.startsWith(`${volume.split(':')[1]}/`)).toBe(true);
    expect(existsSync(`${bot.build}/Dockerfile`)).toBe(true);
  });

  it('has every volume and service that it speaks of, and a database that stays the same', () => {
    const named = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((each) => each.split(':')[0]!),
    );
    expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
    for (const { depends_on = {} } of Object.values(compose.services))
      for (const name of Object.keys(depends_on)) expect(compose.services).toHaveProperty(name);
    expect(database.image).toMatch(/^postgres:\d+\.\d+/);
    const url = new URL(bot.environment!.DATABASE_URL!.replace(/\$\{[^}]*\}/, 'x'));
    expect([url.hostname, url.username, url.pathname]).toEqual([
      'database',
      database.environment!.POSTGRES_USER,
      `/${database.environment!.POSTGRES_DB}`,
    ]);
  });
});
