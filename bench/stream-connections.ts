// A process that invites, asks and decides without end, and sends what comes of it, to be killed:
// `node --import tsx bench/stream-connections.ts DATABASE_URL SMTP_URL FIRM_ID RUN LEASE`. Prints each deed when it is committed. Without a RUN it only sends.
import { createMailer } from '../adapters/mail/mailer.ts';
import { accept, acceptInvitation, cancel, decline, declineInvitation } from '../src/connections/service/answer.ts';
import { invite } from '../src/connections/service/invite.ts';
import { createPortal } from '../src/connections/service/portal.ts';
import { registry } from '../src/core.ts';
import { openData } from '../src/data/client.ts';
import { inWords } from '../src/data/errors.ts';
import { createSecret } from '../src/data/secret.ts';
import { contextOf, type House } from '../src/firms/context.ts';
import { mailSender } from '../src/jobs/mail.ts';
import { createOutbox } from '../src/jobs/outbox.ts';
import type { Ctx } from '../src/kit/ctx.ts';
import { UserError } from '../src/kit/errors.ts';

const [databaseUrl = '', smtpUrl = '', firmId = '', run, lease = '4000'] = process.argv.slice(2);
const from = 'carteira@horizonte.com.br';
const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => console.error(fields) };
const secret = createSecret('a secret of at least thirty-two characters');
const data = openData(databaseUrl, { connections: 3 });
const clock = () => new Date();
const outbox = createOutbox({
  data,
  secret,
  senders: { mail: mailSender({ deliver: createMailer({ smtpUrl, from, log }).send, from }) },
  clock,
  log,
  workers: 8,
  lease: Number(lease),
  timeout: Number(lease) * 0.75,
  poll: 50,
});
outbox.start();
const house: House = { data, secret, publicUrl: 'http://localhost:3000', registry, log };
const portal = createPortal(house, clock);
const firm = await data.db.firm.findUniqueOrThrow({ where: { id: firmId } });
const agreement = { ip: '203.0.113.7', userAgent: 'a phone' };

const ctxOf = (kind: 'client' | 'system'): Ctx =>
  contextOf(house, {
    firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
    actor: { kind, id: '' },
    from: 'portal',
    now: clock(),
  });
/** An admin of the firm, as far as a decision needs one. */
const admin = (): Ctx => ({
  ...ctxOf('system'),
  actor: { kind: 'member', id: 'admin', name: 'Marina', role: 'admin' },
  can: () => true,
});
const said = (deed: string, id: string, email: string) => process.stdout.write(`${deed} ${id} ${email}\n`);

process.stdout.write('started\n');
let writes = run !== undefined;
// From then on it only sends.
process.on('SIGTERM', () => {
  writes = false;
});
async function deeds(n: number): Promise<void> {
  const email = `c${run}-${n}@example.com`;
  const name = `Cliente ${run}-${n}`;
  if (n % 2) {
    const { id } = await invite(admin(), { name, email });
    said('invited', id, email);
    if (n % 3 === 0) await acceptInvitation(ctxOf('client'), id, { ...agreement, registration: { name } });
    else if (n % 3 === 1) await declineInvitation(ctxOf('client'), id, 'não');
    else await cancel(admin(), id);
    said(['accepted', 'declined', 'cancelled'][n % 3]!, id, email);
  } else {
    const wish = { name, accountantEmail: firm.email, firmName: firm.name, firmPhone: '11 4002-8922', agree: 'on' };
    await portal.ask(email, 'pt-BR', wish, agreement);
    const { id } = await data.db.connectionRequest.findFirstOrThrow({ where: { firmId, email } });
    said('asked', id, email);
    await (n % 4 === 0 ? accept(admin(), id) : decline(admin(), id, ''));
    said(n % 4 === 0 ? 'accepted' : 'declined', id, email);
  }
}
for (let n = 0; writes; n++) {
  try {
    await deeds(n);
  } catch (thrown) {
    // What was not said to be done may have been done or not: the database was away, or somebody held what was to be written.
    const error = inWords(thrown);
    if (!(error instanceof UserError) || (error.code !== 'busy' && error.code !== 'unsure')) throw thrown;
  }
}
