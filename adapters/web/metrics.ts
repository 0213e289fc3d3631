import { Counter, collectDefaultMetrics, Histogram, type Registry } from 'prom-client';
import type { Core, Incoming, Outcome } from '../../src/kit/incoming.ts';

const outcomeOf = (outcome: Outcome): string => {
  if (outcome.kind === 'form') return 'form';
  if (outcome.kind === 'options') return 'suggested';
  return outcome.view.tone === 'bad' ? 'failed' : outcome.view.tone === 'warn' ? 'refused' : 'answered';
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
