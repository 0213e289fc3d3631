import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { measured, watched } from '../../../adapters/web/metrics.ts';
import type { Asked, Incoming, Outcome } from '../../../src/kit/incoming.ts';
import { createSample } from '../sample.ts';

const incoming = (key: string, asked: Asked): Incoming => ({
  key,
  place: { platform: 'slack', workspace: 'T1', user: 'U1', isAdmin: async () => false },
  asked,
});

test('deliveries are counted by platform and outcome, and answered as before', async () => {
  const registry = new Registry();
  const { core } = createSample();
  const counted = measured(core, registry);
  const outcome = await counted.handle(incoming('1', { kind: 'typed', command: 'lista', text: '' }));
  expect(outcome.kind).toBe('view');
  await counted.handle(incoming('2', { kind: 'typed', command: 'recusa', text: '' }));
  await counted.handle(incoming('3', { kind: 'typed', command: 'enviar', text: '' }));
  await counted.handle(incoming('4', { kind: 'search', command: 'achar', field: 'name', typed: 'p' }));
  const text = await registry.metrics();
  for (const [asked, result] of [
    ['typed', 'answered'],
    ['typed', 'refused'],
    ['typed', 'form'],
    ['search', 'suggested'],
  ])
    expect(text).toContain(`carteira_deliveries_total{platform="slack",asked="${asked}",outcome="${result}"} 1`);
  expect(text).toContain('carteira_delivery_seconds_count{platform="slack"} 4');
  expect(text).toContain('process_resident_memory_bytes');
  expect(counted.plan({ kind: 'typed', command: 'mural', text: '' })).toBe('channel');
});

test('what is told in red is no failure, and what is told in yellow no refusal: only what was not done is', async () => {
  const registry = new Registry();
  const outcomes: Outcome[] = (['bad', 'warn'] as const).flatMap((tone) => {
    const view = { tone, blocks: [] };
    return [
      { kind: 'view', answers: 'private', view },
      { kind: 'view', answers: 'private', view, refused: {} },
    ];
  });
  const counted = measured({ plan: () => 'private', handle: async () => outcomes.shift()! }, registry);
  for (let n = 0; n < 4; n++) await counted.handle(incoming(String(n), { kind: 'words', text: '' }));
  const text = await registry.metrics();
  for (const [outcome, times] of [
    ['answered', 2],
    ['refused', 1],
    ['failed', 1],
  ])
    expect(text).toContain(`carteira_deliveries_total{platform="slack",asked="words",outcome="${outcome}"} ${times}`);
});

test('what runs in the background is read once for all its figures, anew whenever somebody asks', async () => {
  const registry = new Registry();
  let reads = 0;
  watched(registry, async () => {
    reads++;
    return {
      clock: { lastTick: new Date(1_763_305_200_000), lagSeconds: 7, tasks: [{ name: 'digests', failures: reads }] },
      outbox: { waiting: 3, lateSeconds: 12, dead: 1 },
      digests: { waiting: 2, lateSeconds: 40 },
    };
  });
  const text = await registry.metrics();
  expect(reads).toBe(1);
  for (const line of [
    'clock_last_tick_seconds 1763305200',
    'clock_lag_seconds 7',
    'outbox_waiting 3',
    'outbox_late_seconds 12',
    'outbox_dead 1',
  ])
    expect(text).toContain(`carteira_${line}\n`);
  expect(text).toContain('carteira_digests_due 2\n');
  expect(text).toContain('carteira_digests_late_seconds 40\n');
  expect(text).toContain('carteira_clock_task_failures{task="digests"} 1');
  expect(await registry.metrics()).toContain('carteira_clock_task_failures{task="digests"} 2');
});
