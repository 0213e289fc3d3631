import { describe, expect, it } from 'vitest';
import { cycle, judge, roomCycle, touchesData } from './rules.ts';
import { parse, product, sources } from './sources.ts';

describe('who may know whom', () => {
  it('holds everywhere', () => {
    expect(product.flatMap((source) => source.imports.map((each) => judge(source, each)).filter(Boolean))).toEqual([]);
  });

  it('has no circles, of files or of rooms', () => {
    expect(cycle(product)).toBeUndefined();
    expect(roomCycle(product)).toBeUndefined();
  });

  it('leads only to files that are there', () => {
    const paths = new Set(sources.map((source) => source.path));
    const lost = product.flatMap((source) =>
      source.imports
        .filter((each) => each.local && !paths.has(each.to) && !each.to.includes('/generated/'))
        .map((each) => `${source.path}: ${each.to}`),
    );
    expect(lost).toEqual([]);
  });

  it('lets only service and reads touch the database', () => {
    const touching = /\b(ctx|context)\.data\b|\.\$transaction\b|\.\$queryRaw|\.\$executeRaw|\bdata\.(db|all)\b/;
    const feature = /^src\/(?!data\/|cli\/|kit\/|words\/)[^/]+\//;
    expect(
      product
        .filter(({ path, text }) => feature.test(path) && !touchesData(path) && touching.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it('has no barrels and no rooms without a name', () => {
    expect(product.filter((source) => source.reexports).map((source) => source.path)).toEqual([]);
    expect(
      sources.filter(({ path }) => /\/(utils?|helpers?|common|shared|misc)(\.|\/)/.test(path)).map(({ path }) => path),
    ).toEqual([]);
  });
});

describe('the rule', () => {
  it.each([
    ['src/kit/view.ts', '../words/index.ts'],
    ['src/kit/view.ts', 'pino'],
    ['src/data/client.ts', '../firms/reads.ts'],
    ['src/words/en.ts', '../firms/views.ts'],
    ['src/clients/commands.ts', '../firms/views.ts'],
    ['src/clients/commands.ts', '../data/write.ts'],
    ['src/clients/views.ts', '@slack/bolt'],
    ['src/clients/service.ts', 'better-sqlite3'],
    ['src/clients/service.ts', '../../adapters/web/server.ts'],
    ['src/clients/service.ts', '../main.ts'],
    ['src/core.ts', '../adapters/slack/surface.ts'],
    ['src/core.ts', './boot.ts'],
    ['src/core.ts', '../adapters/slack/platform.ts'],
    ['src/platforms.ts', '../adapters/slack/surface.ts'],
    ['src/clients/service.ts', '../boot/web.ts'],
    ['src/boot.ts', './main.ts'],
    ['src/boot.ts', './cli/doctor.ts'],
    ['src/main.ts', 'hono'],
    ['src/clients/service.ts', '../cli/doctor.ts'],
    ['src/clients/service.ts', '../../test/house.ts'],
    ['src/jobs/outbox.ts', '../firms/reads.ts'],
    ['src/jobs/outbox.ts', '../data/write.ts'],
    ['adapters/slack/surface.ts', '../../src/clients/reads.ts'],
    ['adapters/slack/surface.ts', '../../src/data/client.ts'],
    ['adapters/slack/surface.ts', '../web/server.ts'],
    ['adapters/slack/surface.ts', '@prisma/client'],
  ])('forbids %s to import %s', (path, to) => {
    const source = parse(path, `import { x } from '${to}';`);
    expect(source.imports.map((each) => judge(source, each)).filter(Boolean)).toHaveLength(1);
  });

  it.each([
    ['src/clients/commands.ts', '../firms/reads.ts'],
    ['src/clients/commands.ts', './service.ts'],
    ['src/clients/service.ts', '../data/write.ts'],
    ['src/clients/mails.ts', '../jobs/mail.ts'],
    ['src/jobs/service/queue.ts', '../../data/write.ts'],
    ['src/clients/service/remove.ts', '../../data/write.ts'],
    ['adapters/slack/render/table.ts', '../limits.ts'],
    ['adapters/slack/surface.ts', '../../src/kit/view.ts'],
    ['src/main.ts', './boot.ts'],
    ['src/platforms.ts', '../adapters/slack/platform.ts'],
    ['src/boot.ts', '../adapters/slack/surface.ts'],
    ['src/boot/web.ts', 'hono'],
    ['src/boot.ts', './clients/service.ts'],
  ])('lets %s import %s', (path, to) => {
    const source = parse(path, `import { x } from '${to}';`);
    expect(source.imports.map((each) => judge(source, each)).filter(Boolean)).toEqual([]);
  });

  it('sees a circle, but not one of types', () => {
    const circle = (first: string) => [
      parse('src/a.ts', `${first} { b } from './b.ts';`),
      parse('src/b.ts', `import { a } from './a.ts';`),
    ];
    expect(cycle(circle('import'))).toEqual(['src/a.ts', 'src/b.ts', 'src/a.ts']);
    expect(cycle(circle('import type'))).toBeUndefined();
  });

  it('sees a circle of rooms whose files have none, also by what is loaded later', () => {
    const rooms = (second: string) => [
      parse('src/a/one.ts', `import { x } from '../b/one.ts';`),
      parse('src/b/one.ts', 'export const x = 1;'),
      parse('src/b/two.ts', second),
    ];
    expect(roomCycle(rooms(`import { y } from '../a/two.ts';`))).toEqual(['src/a', 'src/b', 'src/a']);
    expect(roomCycle(rooms(`const y = await import('../a/two.ts');`))).toEqual(['src/a', 'src/b', 'src/a']);
    expect(roomCycle(rooms(`import type { Y } from '../a/two.ts';`))).toBeUndefined();
    expect(cycle(rooms(`import { y } from '../a/two.ts';`))).toBeUndefined();
  });
});
