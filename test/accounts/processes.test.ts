import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../database.ts';
import { testSecret } from '../house.ts';
import { type Scene, scene } from './fixture.ts';

const program = fileURLToPath(new URL('./process.ts', import.meta.url));

/** Another process; `go` lets it ask, once it is `ready`. */
function another(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async () => String((await lines.next()).value);
  return { ready: said(), go: () => child.stdin.write('go\n'), said, end: () => child.kill('SIGKILL') };
}

describe.each(databases)('two processes that find the same token run out, on $provider', ({ open }) => {
  let s: Scene;
  beforeEach(async () => {
    s = await scene(open);
    await s.authorize('bakery');
  });
  afterEach(() => s.stop());

  it('have the next one once, and both use it', { timeout: 90_000 }, async () => {
    const { id } = await s.grant('bakery');
    const now = new Date(s.time.now.getTime() + 3_600_000).toISOString();
    s.stand.fake.trouble(/token/, { slow: 300 });
    const processes = Array.from({ length: 2 }, () => another(s.database.url, s.stand.url, s.house.firmId, id, now));
    expect(await Promise.all(processes.map((each) => each.ready))).toEqual(['ready', 'ready']);
    for (const each of processes) each.go();
    const got = await Promise.all(processes.map((each) => each.said()));
    const { tokens, version } = await s.grant('bakery');
    expect(version).toBe(1);
    expect(new Set(got)).toEqual(new Set([(JSON.parse(testSecret.open(tokens)) as { access: string }).access]));
    // One consent, one renewal.
    expect(s.stand.fake.requests.filter(({ path, status }) => path === '/oauth/token' && status > 0)).toHaveLength(2);
    for (const each of processes) each.end();
  });
});
