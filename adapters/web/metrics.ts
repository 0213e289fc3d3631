import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client';
import type { Core, Incoming, Outcome } from '../../src/kit/incoming.ts';

const outcomeOf = (outcome: Outcome): string => {
  if (outcome.kind === 'form') return 'form';
  if (outcome.kind === 'options') return 'suggested';
  // A list of what is overdue is red, too.
  if (!outcome.refused) return 'answered';
  return outcome.view.tone === 'bad' ? 'failed' : 'refused';
};

/** Binds the process's own metrics and those of the deliveries; gives the core back with every delivery counted. */
export function measured(core: Core, registry: Registry): Core {
  collectDefaultMetrics({ register: registry });
  const labelNames = ['platform', 'asked', 'outcome'] as const;
  const count = new Counter({
    name: 'carteira_deliveries_total',
    help: 'Deliveries of the platforms, by what was asked and how it was answered.',
    labelNames,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'carteira_delivery_seconds',
    help: 'Time from a delivery to its answer.',
    labelNames: ['platform'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 10, 60],
    registers: [registry],
  });
  return {
    plan: (asked) => core.plan(asked),
    handle: async (incoming: Incoming) => {
      const platform = incoming.place.platform;
      const done = seconds.startTimer({ platform });
      const outcome = await core.handle(incoming);
      done();
      count.inc({ platform, asked: incoming.asked.kind, outcome: outcomeOf(outcome) });
      return outcome;
    },
  };
}

/** How what runs in the background is doing, as /metrics has it. Seconds are of the wall clock. */
export interface Pulse {
  clock: { lastTick: Date | undefined; lagSeconds: number; tasks: readonly { name: string; failures: number }[] };
  outbox: { waiting: number; lateSeconds: number; dead: number };
  /** Schedules that are due and were not run yet, and since when the first is. */
  digests?: { waiting: number; lateSeconds: number };
}

/** Reads the pulse whenever somebody asks for the metrics: once for all of them. */
export function watched(registry: Registry, read: () => Promise<Pulse>): void {
  let reading: Promise<Pulse> | undefined;
  const pulse = (): Promise<Pulse> => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const gauge = (name: string, help: string, value: (pulse: Pulse) => number) =>
    new Gauge({
      name: `carteira_${name}`,
      help,
      registers: [registry],
      async collect() {
        this.set(value(await pulse()));
      },
    });
  gauge(
    'clock_last_tick_seconds',
    'When the clock last ticked, in seconds since 1970; 0 before its first tick.',
    ({ clock }) => (clock.lastTick ? clock.lastTick.getTime() / 1000 : 0),
  );
  gauge('clock_lag_seconds', 'Seconds since the clock last ticked.', ({ clock }) => clock.lagSeconds);
  gauge('outbox_waiting', 'Messages that wait to be sent.', ({ outbox }) => outbox.waiting);
  gauge(
    'outbox_late_seconds',
    'How long the oldest message that is due has waited.',
    ({ outbox }) => outbox.lateSeconds,
  );
  gauge('outbox_dead', 'Messages that were put aside.', ({ outbox }) => outbox.dead);
  gauge('digests_due', 'Digests that are due and were not run yet.', ({ digests }) => digests?.waiting ?? 0);
  gauge(
    'digests_late_seconds',
    'How long the first digest that is due has waited.',
    ({ digests }) => digests?.lateSeconds ?? 0,
  );
  new Gauge({
    name: 'carteira_clock_task_failures',
    help: 'How often each task of the clock failed since the start.',
    labelNames: ['task'] as const,
    registers: [registry],
    async collect() {
      for (const { name, failures } of (await pulse()).clock.tasks) this.set({ task: name }, failures);
    },
  });
}
