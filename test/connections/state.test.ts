import { describe, expect, it } from 'vitest';
import { directions, type Event, events, type Side, states } from '../../src/connections/schema.ts';
import { nextLook, reminderDays, step } from '../../src/connections/state.ts';

const sides: readonly Side[] = ['firm', 'client', 'system'];

/** Written out by hand, not computed: who may do what to a pending request, and what becomes of it. */
const allowed: Readonly<Record<string, Readonly<Partial<Record<Event, { side: Side; to: string }>>>>> = {
  firm_to_client: {
    accept: { side: 'client', to: 'accepted' },
    decline: { side: 'client', to: 'declined' },
    cancel: { side: 'firm', to: 'cancelled' },
    resend: { side: 'firm', to: 'pending' },
    correct: { side: 'firm', to: 'pending' },
    expire: { side: 'system', to: 'expired' },
    remind: { side: 'system', to: 'pending' },
  },
  client_to_firm: {
    accept: { side: 'firm', to: 'accepted' },
    decline: { side: 'firm', to: 'declined' },
    cancel: { side: 'client', to: 'cancelled' },
    resend: { side: 'client', to: 'pending' },
    correct: { side: 'client', to: 'pending' },
    expire: { side: 'system', to: 'expired' },
    remind: { side: 'system', to: 'pending' },
  },
};

describe('the state machine of a connection', () => {
  for (const direction of directions) {
    for (const state of states) {
      for (const event of events) {
        for (const side of sides) {
          const rule = allowed[direction]?.[event];
          const expected = rule?.side !== side ? 'refused' : state === 'pending' ? { to: rule.to } : 'over';
          it(`${direction}, ${state}: ${event} by ${side} is ${JSON.stringify(expected)}`, () => {
            expect(step(state, direction, event, side)).toEqual(expected);
          });
        }
      }
    }
  }

  it('reminds a client after 3, 7 and 21 days, and then waits for the end', () => {
    const sent = new Date('2026-11-16T15:00:00Z');
    const end = new Date('2026-12-16T15:00:00Z');
    const days = [0, 1, 2, 3].map(
      (reminders) => (nextLook('firm_to_client', sent, reminders, end).getTime() - sent.getTime()) / 86_400_000,
    );
    expect(days).toEqual([...reminderDays, 30]);
    expect(nextLook('client_to_firm', sent, 0, end)).toEqual(end);
  });

  it('never looks later than the end of a short invitation', () => {
    const sent = new Date('2026-11-16T15:00:00Z');
    const end = new Date('2026-11-18T15:00:00Z');
    expect(nextLook('firm_to_client', sent, 0, end)).toEqual(end);
  });
});
