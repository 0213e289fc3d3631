import { runDue } from '../digests/service/run.ts';
import { instantOf } from '../digests/when/wall.ts';
import { withHouse } from './house.ts';
import { type Asked, misuse, type Verb } from './verb.ts';

/** What is typed without a zone is Brasília's time. */
const zone = 'America/Sao_Paulo';
const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$/;

/** The moment that --at means; now when it is not there. */
function momentOf({ flags, now }: Asked): Date {
  const typed = flags.at;
  if (!typed) return now;
  const local = Date.parse(`${typed.replace(/(Z|[+-]\d\d:\d\d)$/, '')}Z`);
  if (!shape.test(typed) || Number.isNaN(local)) throw misuse((w) => w.cli.noValue('--at'));
  return /(Z|[+-]\d\d:\d\d)$/.test(typed) ? new Date(typed) : new Date(instantOf(local, zone));
}

async function runDigests(asked: Asked) {
  if (!asked.flags.due) throw misuse((w) => w.cli.missing('--due'));
  const at = momentOf(asked);
  const { w } = asked;
  return withHouse(asked, async (house) => {
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
  });
}

export const digestRunVerb: Verb = { name: 'digest run', flags: { due: {}, at: { value: 'WHEN' } }, run: runDigests };
