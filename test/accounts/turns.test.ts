import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStandIn, type StandIn } from '../../adapters/conta-azul/stand-in/server.ts';
import { turnsOf } from '../../src/accounts/service/turns.ts';
import { bakery } from '../adapters/conta-azul/fixture.ts';
import { databases } from '../database.ts';
import { type Scene, scene } from './fixture.ts';

const program = fileURLToPath(new URL('./asking.ts', import.meta.url));

describe('turns to ask a company, on sqlite', () => {
  it('are not shared: one process has the file for itself', async () => {
    const { data, drop } = await databases[0]!.open();
    expect(turnsOf(data)).toBeUndefined();
    await drop();
  });
});

describe.each(databases.filter(({ provider }) => provider === 'postgresql'))(
  'turns to ask a company, on $provider',
  ({ open }) => {
    let s: Scene;
    let fake: StandIn;
    let address: string;
    let asked: (
      count: number,
      urgent?: boolean,
    ) => { ready: Promise<string>; go(): void; said(): Promise<string>; kill(): void };
    const children: (() => void)[] = [];
    beforeEach(async () => {
      s = await scene(open);
      await s.authorize('bakery');
      // As strict as the real one.
      fake = createStandIn({ companies: [bakery] });
      address = await fake.listen();
      const company = fake.state.companyBy(bakery.document)!;
      const { access_token } = fake.state.issue(fake.state.connect(company.id), Date.now());
      const { companyId } = await s.grant('bakery');
      asked = (count, urgent = false) => {
        const args = [s.database.url, address, companyId, access_token, String(count), urgent ? 'urgent' : ''];
        const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
          stdio: ['pipe', 'pipe', 'inherit'],
        });
        const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
        const said = async () => String((await lines.next()).value);
        const kill = () => void child.kill('SIGKILL');
        children.push(kill);
        return { ready: said(), go: () => void child.stdin.write('go\n'), said, kill };
      };
    });
    afterEach(async () => {
      for (const kill of children.splice(0)) kill();
      await fake.stop();
      await s.stop();
    });
    const answers = () => {
      const statuses = fake.requests.map(({ status }) => status);
      return {
        good: statuses.filter((each) => each === 200).length,
        refused: statuses.filter((each) => each === 429).length,
      };
    };

    it('follow each other, whoever takes them, and none is given twice', async () => {
      const turns = turnsOf(s.data)!;
      const { companyId } = await s.grant('bakery');
      const pace = 100;
      const started = performance.now();
      const taken = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const ms = (await turns(companyId, { count: 4, pace }))!;
          return performance.now() - started + ms;
        }),
      );
      const order = taken.sort((a, b) => a - b);
      for (let i = 1; i < order.length; i++) expect(order[i]! - order[i - 1]!).toBeGreaterThan(4 * pace - 60);
      expect(order.at(-1)!).toBeGreaterThan(4 * 4 * pace - 60);
      expect(await turns('nobody', { count: 4, pace })).toBeUndefined();
    });

    it('are kept to by two processes that want all they can have, and by the next when one is killed', {
      timeout: 90_000,
    }, async () => {
      const [one, two, next] = [asked(1000), asked(50), asked(50)];
      await Promise.all([one.ready, two.ready, next.ready]);
      const started = performance.now();
      one.go();
      two.go();
      await two.said();
      one.kill();
      next.go();
      await next.said();
      const seconds = (performance.now() - started) / 1000;
      const { good, refused } = answers();
      // A machine that is busy elsewhere delivers some closer together than they were sent; without turns every third is refused.
      expect(refused).toBeLessThan(good * 0.15);
      // Most of the ten in a second are used, whoever has them.
      expect(good / seconds).toBeGreaterThan(4);
    });

    it('come soon to somebody who waits, while another process takes a month', { timeout: 60_000 }, async () => {
      const [month, person] = [asked(1000), asked(10, true)];
      await Promise.all([month.ready, person.ready]);
      month.go();
      await sleep(2000);
      const before = answers().good;
      person.go();
      await person.said();
      // Ten of theirs, and not many more of the other's meanwhile.
      expect(answers().good - before).toBeLessThan(10 + 35);
    });
  },
);
