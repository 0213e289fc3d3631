import { runDue, wouldRun } from '../digests/service/run.ts';
import { instantOf } from '../digests/when/wall.ts';
import type { House } from '../firms/context.ts';
import { withHouse } from './house.ts';
import { type CliAnswer, type Invocation, misuse, type Verb } from './verb.ts';

/** What is typed without a zone is Brasília's time. */
const zone = 'America/Sao_Paulo';
const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$/;

/** The moment that --at means; now when it is not there. */
function momentOf({ flags, now }: Invocation): Date {
  const typed = flags.at;
  if (!typed) return now;
  const local = Date.parse(`${typed.replace(/(Z|[+-]\d\d:\d\d)$/, '')}Z`);
  if (!shape.test(typed) || Number.isNaN(local)) throw misuse((w) => w.cli.noValue('--at'));
  return /(Z|[+-]\d\d:\d\d)$/.test(typed) ? new Date(typed) : new Date(instantOf(local, zone));
}

async function runDigests(asked: Invocation) {
  if (!asked.flags.due) throw misuse((w) => w.cli.missing('--due'));
  const at = momentOf(asked);
  return withHouse(asked, (house) => (asked.flags.at ? preview(asked, house, at) : run(asked, house, at)));
}

async function run({ w }: Invocation, house: House, at: Date): Promise<CliAnswer> {
  const ran = await runDue(house, at);
  const messages = ran.reduce((sum, each) => sum + each.digests.length, 0);
  return {
    ok: true,
    json: {
      at: at.toISOString(),
      ran: ran.map(({ firmId, scheduleId, key, slotAt, digests }) => ({
        firm: firmId,
        schedule: scheduleId,
        slot: key.slice(key.indexOf(':') + 1),
        slotAt: slotAt.toISOString(),
        messages: digests.length,
      })),
      messages,
    },
    lines: [w.cli.digestsRan(ran.length, messages), ...(messages > 0 ? [w.cli.digestsWait] : [])],
  };
}

/** Of another moment than now nothing is run: slots between would be passed over, and what goes out would tell of the wrong day. */
async function preview({ w }: Invocation, house: House, at: Date): Promise<CliAnswer> {
  const due = await wouldRun(house, at);
  const messages = due.reduce((sum, each) => sum + each.messages, 0);
  return {
    ok: true,
    json: {
      at: at.toISOString(),
      preview: true,
      due: due.map(({ firmId, scheduleId, kind, slot, slotAt, messages: count }) => ({
        firm: firmId,
        schedule: scheduleId,
        kind,
        slot,
        slotAt: slotAt.toISOString(),
        messages: count,
      })),
      messages,
    },
    lines: [
      w.cli.digestsRan(due.length, messages),
      ...due.map(({ kind, slot, messages: count }) =>
        w.cli.digestDue(
          w.digests.kind[kind],
          w.digests.instant(w.format.day(slot.slice(0, 10)), slot.slice(11)),
          count,
        ),
      ),
      w.cli.digestsPreview,
    ],
  };
}

export const digestRunVerb: Verb = { name: 'digest run', flags: { due: {}, at: { value: 'WHEN' } }, run: runDigests };
