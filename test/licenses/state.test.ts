import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayAt } from '../../src/kit/days.ts';
import { noticeOf } from '../../src/licenses/schema/notice.ts';
import { noPlan } from '../../src/terms/client.ts';
import { type LicenseState, type Recurrence, recurrences, type Terms } from '../../src/terms/licence.ts';
import { contractByClient, contractFromLot, deeds, type LicenseAct, may, renew } from '../../src/terms/license-acts.ts';
import { current, due, dueOn, firstEnd, nextEnd, stateOf } from '../../src/terms/state.ts';

const licence = (more: Partial<Terms> = {}): Terms => ({
  plan: 'Controle I',
  payer: 'client',
  nextPayer: '',
  recurrence: 'yearly',
  startsOn: '2026-01-10',
  expiresOn: '2027-01-10',
  autoRenew: false,
  trialEndsOn: '',
  anchorDay: 10,
  packageId: null,
  state: 'active',
  ...more,
});

describe('what a licence is today', () => {
  const trial = { state: 'trial', startsOn: '2026-11-16', trialEndsOn: '2026-11-19', expiresOn: '2027-11-16' } as const;
  const rows: [why: string, terms: Terms | null, today: string, state: LicenseState, happened: string[]][] = [
    ['there never was one', null, '2026-11-16', 'none', []],
    ['first day of the trial', licence(trial), '2026-11-16', 'trial', []],
    ['last day of the trial', licence(trial), '2026-11-18', 'trial', []],
    ['the trial is over', licence(trial), '2026-11-19', 'active', ['active']],
    [
      'a trial nobody looked at for years, not renewing',
      licence(trial),
      '2030-01-01',
      'expired',
      ['active', 'expired'],
    ],
    [
      'a trial nobody looked at for years, renewing',
      licence({ ...trial, autoRenew: true }),
      '2030-01-01',
      'active',
      ['active', 'renewed'],
    ],
    ['far from its end', licence(), '2026-12-10', 'active', []],
    ['31 days to go', licence(), '2026-12-10', 'active', []],
    ['30 days to go', licence(), '2026-12-11', 'expiring', []],
    ['the last day', licence(), '2027-01-10', 'expiring', []],
    ['the day after', licence(), '2027-01-11', 'expired', ['expired']],
    ['it renews itself: never expiring', licence({ autoRenew: true }), '2027-01-10', 'active', []],
    ['it has renewed itself', licence({ autoRenew: true }), '2027-01-11', 'active', ['renewed']],
    ['nobody knows when it ends', licence({ expiresOn: noPlan }), '2199-01-01', 'active', []],
    ['expired, written down', licence({ state: 'expired' }), '2027-05-01', 'expired', []],
    [
      'expired does not come back by itself',
      licence({ state: 'expired', autoRenew: true }),
      '2027-05-01',
      'expired',
      [],
    ],
    [
      'blocked stays blocked, past its end too',
      licence({ state: 'blocked', autoRenew: true }),
      '2027-05-01',
      'blocked',
      [],
    ],
    ['cancelled', licence({ state: 'cancelled' }), '2026-11-16', 'cancelled', []],
    ['transferred', licence({ state: 'transferred' }), '2026-11-16', 'transferred', []],
  ];
  it.each(rows)('%s', (_, terms, today, state, happened) => {
    expect(stateOf(terms, today)).toBe(state);
    expect(terms ? due(terms, today).map((step) => step.kind) : []).toEqual(happened);
  });

  it('follows the firm’s own day, not the server’s', () => {
    const terms = licence({ expiresOn: '2026-11-16' });
    // 02:30 UTC on the 17th: still the 16th in São Paulo and in Rio Branco, the 17th in Noronha an hour later.
    const at = new Date('2026-11-17T02:30:00Z');
    expect(stateOf(terms, dayAt(at, 'America/Sao_Paulo'))).toBe('expiring');
    expect(stateOf(terms, dayAt(at, 'America/Noronha'))).toBe('expired');
    expect(stateOf(terms, dayAt(new Date('2026-11-17T04:59:00Z'), 'America/Rio_Branco'))).toBe('expiring');
    expect(stateOf(terms, dayAt(new Date('2026-11-17T05:00:00Z'), 'America/Rio_Branco'))).toBe('expired');
  });

  it.each(['2026-12-25', '2027-01-01', '2026-11-20', '2027-02-09', '2027-03-26'])(
    'ends on a holiday as on any day (%s)',
    (day) => {
      expect(stateOf(licence({ expiresOn: day }), day)).toBe('expiring');
      expect(stateOf(licence({ expiresOn: day }), addDays(day, 1))).toBe('expired');
      expect(current(licence({ expiresOn: day, autoRenew: true, anchorDay: 0 }), addDays(day, 1)).expiresOn).toBe(
        `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`,
      );
    },
  );
});

describe('a period', () => {
  const rows: [from: string, recurrence: Recurrence, anchor: number, ...ends: string[]][] = [
    ['2026-01-31', 'monthly', 31, '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
    ['2028-01-31', 'monthly', 31, '2028-02-29', '2028-03-31'],
    ['2026-01-30', 'monthly', 30, '2026-02-28', '2026-03-30'],
    ['2026-01-29', 'monthly', 29, '2026-02-28', '2026-03-29'],
    ['2028-02-29', 'yearly', 29, '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
    ['2027-11-30', 'quarterly', 30, '2028-02-29', '2028-05-30'],
    ['2026-11-30', 'quarterly', 30, '2027-02-28', '2027-05-30'],
    ['2026-12-31', 'monthly', 31, '2027-01-31', '2027-02-28'],
    ['2026-10-15', 'quarterly', 15, '2027-01-15', '2027-04-15'],
    ['2096-02-29', 'yearly', 29, '2097-02-28', '2098-02-28', '2099-02-28', '2100-02-28', '2101-02-28'],
  ];
  it.each(rows)('from %s, %s', (from, recurrence, anchor, ...ends) => {
    const found: string[] = [];
    for (let day = from; found.length < ends.length; found.push(day)) day = nextEnd(day, recurrence, anchor);
    expect(found).toEqual(ends);
    expect(firstEnd(from, recurrence)).toBe(ends[0]);
  });

  it('renewed by itself keeps its day over short months, whatever was missed', () => {
    const terms = licence({
      recurrence: 'monthly',
      startsOn: '2025-12-31',
      expiresOn: '2026-01-31',
      anchorDay: 0,
      autoRenew: true,
    });
    expect(current(terms, '2026-02-01')).toMatchObject({ expiresOn: '2026-02-28', anchorDay: 31 });
    expect(current(current(terms, '2026-02-01'), '2026-03-01')).toEqual(current(terms, '2026-03-01'));
    expect(current(terms, '2028-02-10').expiresOn).toBe('2028-02-29');
  });
});

describe('what may be done', () => {
  const yes: Record<LicenseAct, LicenseState[]> = {
    contract: ['none', 'expired', 'cancelled', 'transferred'],
    renew: ['active', 'expiring', 'expired'],
    payer: ['trial', 'active', 'expiring'],
    renewal: ['trial', 'active', 'expiring'],
    block: ['trial', 'active', 'expiring', 'expired'],
    unblock: ['blocked'],
    cancel: ['trial', 'active', 'expiring', 'expired', 'blocked'],
    transfer: ['trial', 'active', 'expiring', 'expired', 'blocked', 'cancelled'],
    move: ['trial', 'active', 'expiring', 'blocked'],
  };
  const all: LicenseState[] = ['none', 'trial', 'active', 'expiring', 'expired', 'blocked', 'cancelled', 'transferred'];
  it.each(deeds.flatMap((deed) => all.map((state) => [deed, state] as const)))('%s when %s', (deed, state) => {
    const can = yes[deed].includes(state);
    expect(may(deed, state, null)).toBe(!can ? 'state' : deed === 'move' ? 'no-lot' : 'yes');
    expect(may(deed, state, 'lot')).toBe(!can ? 'state' : deed === 'renew' || deed === 'renewal' ? 'lot' : 'yes');
  });

  it('has notice periods of 15, 15 and 30 days, the last day of which is in time', () => {
    expect(noticeOf('renewal', '2026-11-16', '2026-12-01')).toEqual({
      days: 15,
      until: '2026-11-16',
      left: 15,
      late: false,
    });
    expect(noticeOf('payer', '2026-11-17', '2026-12-01')).toMatchObject({ until: '2026-11-16', left: 14, late: true });
    expect(noticeOf('package', '2028-02-01', '2028-03-02')).toMatchObject({ until: '2028-02-01', late: false });
    expect(noticeOf('package', '2028-02-02', '2028-03-02')).toMatchObject({ late: true });
  });
});

describe('renewing by hand', () => {
  const wish = { plan: 'Controle II', autoRenew: true };
  it('goes on behind the period, or begins today after it or with another recurrence', () => {
    const on = renew(
      licence({ expiresOn: '2026-11-30', anchorDay: 31, recurrence: 'monthly' }),
      { ...wish, recurrence: 'monthly' },
      '2026-11-16',
    );
    expect(on).toMatchObject({
      kind: 'renewed',
      after: { expiresOn: '2026-12-31', plan: 'Controle II', autoRenew: true, state: 'active' },
    });
    const late = renew(
      licence({ expiresOn: '2026-11-01', state: 'expired' }),
      { ...wish, recurrence: 'yearly' },
      '2026-11-16',
    );
    expect(late.after).toMatchObject({
      startsOn: '2026-11-16',
      expiresOn: '2027-11-16',
      anchorDay: 16,
      state: 'active',
    });
    const other = renew(licence(), { ...wish, recurrence: 'quarterly' }, '2026-11-30');
    expect(other.after).toMatchObject({ startsOn: '2026-11-30', expiresOn: '2027-02-28', anchorDay: 30 });
  });
});

describe('for any licence on any day', () => {
  const day = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2024-01-01', n));
  const someTerms = fc
    .record({ start: day, recurrence: fc.constantFrom(...recurrences), autoRenew: fc.boolean(), lot: fc.boolean() })
    .map(({ start, recurrence, autoRenew, lot }) => {
      const renewsOn = firstEnd(start, recurrence);
      return lot
        ? contractFromLot({ id: 'lot', plan: 'Controle I', recurrence, renewsOn, anchorDay: 0, autoRenew }, start).after
        : contractByClient({ plan: 'Controle I', recurrence, startsOn: start, autoRenew }).after;
    });

  it('looking every day comes to what looking once does, and nothing happens before it is due', () => {
    fc.assert(
      fc.property(
        someTerms,
        fc.integer({ min: 0, max: 1200 }),
        fc.integer({ min: 1, max: 90 }),
        (terms, days, stride) => {
          let seen = terms;
          for (let n = 0; n < days; n += stride) seen = current(seen, addDays(terms.startsOn, n));
          const last = addDays(terms.startsOn, days);
          expect(current(seen, last)).toEqual(current(terms, last));
          expect(stateOf(seen, last)).toBe(stateOf(terms, last));
          expect(due(terms, last).length > 0).toBe(dueOn(terms) < last);
        },
      ),
    );
  });

  it('one that renews itself is always good, to a day ahead that is its own or the end of a short month', () => {
    fc.assert(
      fc.property(someTerms, fc.integer({ min: 0, max: 4000 }), (terms, days) => {
        const today = addDays(terms.startsOn, days);
        const now = current({ ...terms, autoRenew: true }, today);
        expect(['trial', 'active']).toContain(now.state);
        expect(now.expiresOn >= today).toBe(true);
        const [wanted, got] = [terms.anchorDay, Number(now.expiresOn.slice(8))];
        expect(got === wanted || (got < wanted && addDays(now.expiresOn, 1).endsWith('-01'))).toBe(true);
      }),
    );
  });
});
