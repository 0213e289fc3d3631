import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Address, Core, Delivered, PlatformName, Surface } from '../../src/kit/incoming.ts';
import type { Abilities } from '../../src/kit/platform.ts';
import type { Block, SealedView } from '../../src/kit/view.ts';
import { createSample } from './sample.ts';

/** A message as the eye reads it. */
interface Standing {
  text: string;
  buttons: readonly string[];
  files: readonly string[];
}

/** A platform's stand-in, for what leaves without being asked for. */
export interface Outbound {
  start(core: Core): Promise<Surface>;
  stop(): Promise<void>;
  /** A channel that is there, somebody who can be written to, a channel that is not there, a message that is not. */
  channel: Address & { platform: PlatformName };
  person: Address;
  nowhere: Address;
  missing: Address;
  /** What stands in the channel, or in private with the person. */
  standing(where: 'channel' | 'person'): Promise<readonly Standing[]>;
  /** The next message is asked to come again in seven seconds; absent where a platform never asks that. */
  busy?(): void;
  /** Where a browser shows the channel, and the whole workspace; absent where nothing does. */
  links?: { channel: string; whole: string };
  /** All that the platform holds of messages that stand there and of their files, seen and unseen, as one text. */
  held(): string;
  /** How often the platform was asked anything so far. */
  requests(): number;
}

const view = (title: string, ...blocks: Block<string>[]): SealedView => ({
  title,
  blocks: [{ kind: 'text', text: 'Bom dia' }, ...blocks],
});
const nameOf = (delivered: Delivered): string => {
  if (!delivered.ok) throw new Error(`it was not delivered: ${delivered.reason}`);
  return delivered.message;
};

/** What every platform must do with what nobody asked for just now: the other half of `surfaceContract`. */
export function outboundContract(name: string, can: Abilities, make: () => Outbound): void {
  describe(`${name} outward`, () => {
    let there: Outbound;
    let surface: Surface;
    beforeEach(async () => {
      there = make();
      surface = await there.start(createSample().core);
    });
    afterEach(() => there.stop());

    test.each(['channel', 'person'] as const)('a message stands where it was sent, once, in a %s', async (where) => {
      const before = new Date();
      const first = nameOf(await surface.deliver(there[where], view('Resumo'), { key: 'k1' }));
      // The same again, by whoever did not hear that it arrived.
      expect(nameOf(await surface.deliver(there[where], view('Resumo'), { key: 'k1', since: before }))).toBe(first);
      nameOf(await surface.deliver(there[where], view('Aviso'), { key: 'k2' }));
      const standing = await there.standing(where);
      expect(standing.map(({ text }) => text.includes('Bom dia'))).toEqual([true, true]);
      expect(standing[0]!.text).toContain('Resumo');
      expect(await there.standing(where === 'channel' ? 'person' : 'channel')).toEqual([]);
    });

    test.runIf(can.edits).each(['channel', 'person'] as const)(
      'it is replaced in its place, in a %s',
      async (where) => {
        const message = nameOf(await surface.deliver(there[where], view('Pendente'), { key: 'k1' }));
        const again = nameOf(await surface.deliver({ ...there[where], message }, view('Aceito'), { key: 'k2' }));
        nameOf(await surface.deliver({ ...there[where], message: again }, view('Desconectado'), { key: 'k3' }));
        const [only, ...others] = await there.standing(where);
        expect(others).toEqual([]);
        expect(only!.text).toContain('Desconectado');
        expect(only!.text).not.toMatch(/Pendente|Aceito/);
      },
    );

    test('a place that is not there is gone, and nothing else is', async () => {
      expect(await surface.deliver(there.nowhere, view('Resumo'), { key: 'k1' })).toMatchObject({
        ok: false,
        gone: true,
      });
      if (can.edits)
        expect(await surface.deliver(there.missing, view('Resumo'), { key: 'k2' })).toMatchObject({
          ok: false,
          gone: true,
        });
      expect(await surface.deliver(there.channel, view('Resumo'), { key: 'k3' })).toMatchObject({ ok: true });
    });

    test('what is not ours to send any more does not leave: whoever was frozen wakes in the middle of it', async () => {
      const held = () => {
        throw new Error('the lease has run out');
      };
      for (const once of [{ key: 'k1' }, { key: 'k1', since: new Date() }]) {
        const sent = await surface.deliver(there.channel, view('Resumo'), { ...once, held }).catch(() => undefined);
        expect(sent?.ok ?? false).toBe(false);
      }
      expect(await there.standing('channel')).toEqual([]);
    });

    test('a platform that is busy says when to come again, and nothing stands there meanwhile', async (context) => {
      if (!there.busy) return context.skip();
      there.busy();
      const delivered = await surface.deliver(there.channel, view('Resumo'), { key: 'k1' });
      expect(delivered).toMatchObject({ ok: false, wait: expect.any(Number) });
      expect(delivered).not.toHaveProperty('gone');
      const { wait } = delivered as { wait: number };
      expect([wait > 5_000, wait <= 8_000]).toEqual([true, true]);
      expect(await there.standing('channel')).toEqual([]);
    });

    test('as many buttons as it says can be pressed', async () => {
      const labels = Array.from({ length: can.buttons }, (_, n) => `Botão ${n + 1}`);
      const buttons = labels.map((label, n) => ({ label, press: `a.b|${n}` }));
      nameOf(await surface.deliver(there.channel, view('Resumo', { kind: 'buttons', buttons }), { key: 'k1' }));
      expect((await there.standing('channel')).flatMap((each) => each.buttons)).toEqual(labels);
    });

    test.runIf(can.files)('files come along', async () => {
      const files = [{ name: 'clientes.csv', type: 'text/csv', bytes: Buffer.from('a;b') }];
      nameOf(await surface.deliver(there.channel, { ...view('Resumo'), files }, { key: 'k1' }));
      expect((await there.standing('channel')).flatMap((each) => each.files)).toEqual(['clientes.csv']);
    });

    test('it is well, and says how', async () => {
      await expect.poll(() => surface.health().ok, { timeout: 5000 }).toBe(true);
      expect(surface.health().detail.length).toBeGreaterThan(3);
    });

    test('what it answers over HTTP lets nobody in who does not prove who they are', async () => {
      for (const { path, handle } of surface.mounts) {
        expect(path).toMatch(/^\/[a-z]/);
        const server = createServer((request, response) => handle(request, response));
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const { port } = server.address() as AddressInfo;
        for (const method of ['GET', 'POST']) {
          const { status } = await fetch(`http://127.0.0.1:${port}${path}`, {
            method,
            ...(method === 'POST' ? { body: '{}' } : {}),
          });
          expect([method, status >= 400 && status < 500]).toEqual([method, true]);
        }
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    });

    test('a browser finds the channel, and the workspace', async () => {
      const { workspace, channel } = there.channel;
      expect(surface.linkTo?.({ workspace, channel })).toBe(there.links?.channel);
      expect(surface.linkTo?.({ workspace, channel: '' })).toBe(there.links?.whole);
    });

    test('being warmed renders what it is given, and asks nobody anything', async () => {
      let read = 0;
      const watched = view('Resumo');
      const counted: SealedView = {
        title: 'Resumo',
        get blocks() {
          read++;
          return watched.blocks;
        },
      };
      const before = there.requests();
      await surface.warm?.([counted]);
      expect(there.requests()).toBe(before);
      if (surface.warm) expect(read).toBeGreaterThan(0);
      expect([...(await there.standing('channel')), ...(await there.standing('person'))]).toEqual([]);
    });
  });
}
