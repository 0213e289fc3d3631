import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** What stands in for the machine: each command writes down that it was called, and does what a test says. */
const stubs: Record<string, string> = {
  chromium: '',
  'g++': '',
  make: '',
  python3: '',
  'apt-get': 'exit 100',
  pg_lsclusters: 'echo "15 main 5432 online postgres /data /log"',
  pg_ctlcluster: '',
  pg_isready: '',
  psql: '',
  runuser: 'cat >/dev/null',
  npm: `case "$*" in
    test*) for each in "$@"; do case "$each" in --outputFile.json=*) echo '{"numPassedTests":12,"numFailedTests":0,"success":true}' >"\${each#*=}";; esac; done
      echo "TEST_DATABASE_URL=$TEST_DATABASE_URL CI=$CI" >>"$CALLS";;
  esac`,
};

describe('.ci/run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carteira-ci-'));
    mkdirSync(join(folder, '.ci'));
    mkdirSync(join(folder, 'bin'));
    cpSync('.ci/run', join(folder, '.ci/run'));
    for (const tool of ['bash', 'dirname', 'mktemp', 'rm', 'seq', 'sleep', 'head', 'od', 'tr', 'cat'])
      symlinkSync(spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim(), join(folder, 'bin', tool));
    symlinkSync(process.execPath, join(folder, 'bin/node'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (changed: Record<string, string | undefined> = {}, env: Record<string, string> = {}) => {
    const calls = join(folder, 'calls');
    writeFileSync(calls, '');
    for (const [name, body] of Object.entries({ ...stubs, ...changed })) {
      if (body === undefined) continue;
      const file = join(folder, 'bin', name);
      writeFileSync(file, `#!${join(folder, 'bin/bash')}\necho "${name} $*" >>"$CALLS"\n${body}\n`);
      chmodSync(file, 0o755);
    }
    const done = spawnSync(join(folder, 'bin/bash'), [join(folder, '.ci/run')], {
      cwd: tmpdir(),
      env: { PATH: join(folder, 'bin'), CALLS: calls, TMPDIR: folder, ...env },
      encoding: 'utf8',
      timeout: 20_000,
    });
    return { code: done.status, last: done.stdout.trim().split('\n').at(-1), called: readFileSync(calls, 'utf8') };
  };

  it('installs, checks and tests, and ends with the count', () => {
    const { code, last, called } = run();
    expect(code).toBe(0);
    expect(last).toBe('12 passed, 0 failed');
    expect(called).toContain('TEST_DATABASE_URL=postgresql://root@127.0.0.1:5432/test CI=true');
    expect(called.indexOf('npm ci')).toBeLessThan(called.indexOf('npm run --silent check'));
    expect(called).not.toContain('pg_ctlcluster');
  });

  it('starts a PostgreSQL that is down, and takes the one it is given', () => {
    const down = 'echo "16 other 5433 down postgres /data /log"';
    const started = run({ pg_lsclusters: down });
    expect(started.code).toBe(0);
    expect(started.called).toContain('pg_ctlcluster 16 other start');
    expect(started.called).toContain('TEST_DATABASE_URL=postgresql://root@127.0.0.1:5433/test');
    const given = run({}, { TEST_DATABASE_URL: 'postgresql://here/x' });
    expect(given.called).toContain('TEST_DATABASE_URL=postgresql://here/x');
    expect(given.called).not.toContain('pg_');
  });

  it('makes a role of its own where it is not let in', () => {
    const { code, called } = run({ psql: 'exit 2' });
    expect(code).toBe(0);
    expect(called).toMatch(
      /runuser -u postgres -- psql .*\n[\s\S]*TEST_DATABASE_URL=postgresql:\/\/carteira_ci:[0-9a-f]{48}@127\.0\.0\.1:5432\/postgres/,
    );
  });

  it.each([
    ['there is no PostgreSQL and none can be installed', { pg_lsclusters: undefined }],
    [
      'PostgreSQL does not start',
      { pg_lsclusters: 'echo "15 main 5432 down postgres /data /log"', pg_ctlcluster: 'exit 1' },
    ],
    ['PostgreSQL lets nobody in', { psql: 'exit 2', runuser: 'exit 1' }],
    ['there is no browser', { chromium: undefined }],
    ['installing fails', { npm: '[ "$1" != ci ]' }],
  ])('fails, and skips nothing, when %s', (_, changed) => {
    const { code, last, called } = run(changed);
    expect(code).toBe(1);
    expect(last).toBe('0 passed, 1 failed');
    expect(called).not.toContain('npm test');
  });

  it.each([
    ['a check fails', `case "$*" in *check*) exit 1;; esac\n${stubs.npm}`, '12 passed, 1 failed'],
    [
      'a test fails',
      stubs.npm!.replace('"numFailedTests":0,"success":true', '"numFailedTests":3,"success":false'),
      '12 passed, 3 failed',
    ],
    ['an error is outside every test', `${stubs.npm}\n[ "$1" != test ]`, '12 passed, 1 failed'],
    ['the tests break off', 'case "$1" in test) exit 1;; esac', '0 passed, 1 failed'],
    ['a file of tests cannot be read', stubs.npm!.replace('"success":true', '"success":false'), '12 passed, 1 failed'],
  ])('counts it when %s', (_, npm, counted) => {
    const { code, last } = run({ npm });
    expect(code).toBe(1);
    expect(last).toBe(counted);
  });
});
