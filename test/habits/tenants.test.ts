import { describe, expect, it } from 'vitest';
import { parse, product } from './sources.ts';
import { models, questionsOf } from './tenants.ts';

/** The tables whose rows are no firm's, and why. A new table has a column `firmId`, or a line here. */
const overFirms: Readonly<Record<string, string>> = {
  Firm: 'is the firm itself: its id is the others’ firmId',
  Installation: 'the app in a workspace, which may speak for no firm yet, or in an organisation that has several',
  Account: 'a client’s own account, known to every firm that is connected with it, and no firm’s',
  ConnectionAsk: 'a request to an address that stands for no firm yet; it becomes a ConnectionRequest, which names it',
  Link: 'a letter’s link, found by its token before anybody knows for whom; what it opens names the firm',
  Session: 'a client who is signed in, with whichever firms their e-mail is known to',
  Delivery: 'a platform’s name for what it delivered, kept for a day, asked before anybody knows whose it is',
  Learnt: 'what a workspace of a platform takes, with nothing about anybody',
  Duty: 'which process does what only one may do',
};

const outbox = 'the outbox sends what is due, whoever’s it is: one queue, and each firm’s lanes in their order';
const clock = 'the clock looks for what is due in all firms at once, and goes on firm by firm';
const swept = 'what is over is deleted, whoever’s it was';
const person = 'found by who somebody is on a platform or by their e-mail: that is how their firm is found';
const own = 'a client’s own view or erasure: all that bears their e-mail or their account, in whichever firms';
const app = 'of a workspace of a platform, which is one firm’s or none’s: the app came or went there';
const work = 'the worker takes turns over all firms';
const machine = 'for whoever runs the server, or the demo, which is one firm';

/** Who asks a tenant table and names neither a firm nor what is one firm’s: by file and table, with the reason. It is closed. */
const everybody: Readonly<Record<string, string>> = {
  'src/jobs/reads.ts Outbox': outbox,
  'src/jobs/service/queue.ts Outbox': outbox,
  'src/jobs/service/jump.ts Outbox': outbox,
  'src/jobs/service/purge.ts Outbox': swept,
  'src/documents/service/capture.ts Outbox':
    'what one document waits for, by the beginning of its key, which is the document’s id',
  'src/accounts/service/check.ts Grant': clock,
  'src/connections/service/clock.ts ConnectionRequest': clock,
  'src/digests/reads/due.ts Schedule': clock,
  'src/digests/reads/health.ts Schedule': clock,
  'src/digests/service/run.ts Schedule': clock,
  'src/documents/service/capture.ts DocumentIn': clock,
  'src/documents/service/sweep.ts DocumentJob': clock,
  'src/documents/service/queue.ts DocumentItem': work,
  'src/connections/service/clock.ts AccessAsk': swept,
  'src/assistants/service/keys.ts AssistantKey': swept,
  'src/documents/service/sweep.ts DocumentItem': swept,
  'src/documents/service/sweep.ts DocumentAsk': swept,
  'src/portfolio/service.ts Upload': swept,
  'src/rights/service/member.ts Member': swept,
  'src/rights/service/member.ts Consent': swept,
  'src/assistants/service/seat.ts Draft': person,
  'src/data/drafts.ts Draft': person,
  'src/firms/reads/addresses.ts ProvenAddress': person,
  'src/firms/service/addresses.ts ProvenAddress': person,
  'src/connections/reads/links.ts Client': own,
  'src/connections/reads/links.ts ConnectionRequest': own,
  'src/connections/service/language.ts ConnectionRequest': own,
  'src/notices/service/follow.ts Digest':
    'of an erasure that may be an account’s: every digest that lists one of these clients, by their ids',
  'src/rights/service/tell.ts Client': own,
  'src/rights/service/tell.ts ConnectionRequest': own,
  'src/accounts/service/authorize.ts Grant':
    'whether a company’s consent is anybody’s in this house before it is given back',
  'src/accounts/service/tokens.ts Grant':
    'one conditional write that each of its three callers makes of a row’s own id',
  'src/installs/service/join.ts Workspace': app,
  'src/installs/service/more.ts ChatIdentity': app,
  'src/installs/service/remove.ts Workspace': app,
  'src/cli/doctor/accounts.ts Grant': machine,
  'src/firms/reads/people.ts ChatIdentity': machine,
  'src/firms/service/alarm.ts ChatIdentity': machine,
  'src/demo/service.ts Client': machine,
  'src/demo/service.ts Outbox': machine,
};

describe('whose rows they are', () => {
  it('stands in every table as firmId, but for those that are over firms', () => {
    expect(models.filter(({ tenant }) => !tenant).map(({ name }) => name)).toEqual(Object.keys(overFirms));
  });

  it('is said by every question: by the firm, by the key of what is one firm’s, or it is one of the few over all', () => {
    const questions = product.flatMap(questionsOf);
    const open = questions.filter(({ says }) => says === 'nothing');
    expect(open.filter(({ place }) => !(place in everybody)).map(({ at, place }) => `${at}: ${place}`)).toEqual([]);
    // Who is not there any more is taken off the list.
    const places = new Set(open.map(({ place }) => place));
    expect(Object.keys(everybody).filter((place) => !places.has(place))).toEqual([]);
    // Most name the firm: docs/scale.md says what the others cost where firms lie on several machines.
    expect(questions.filter(({ says }) => says === 'firm').length / questions.length).toBeGreaterThan(0.55);
  });

  it.each([
    ['tx.client.findMany({ where: { firmId, name } })', 'firm'],
    ['tx.client.findMany({ where: { firm: { closedAt: null } } })', 'firm'],
    ['const here = { firmId }; tx.client.findMany({ where: { ...here, name } })', 'firm'],
    ['const mine = (ctx) => ({ firmId: ctx.firm.id }); tx.client.count({ where: mine(ctx) })', 'firm'],
    ['tx.client.findUnique({ where: { firmId_document: { firmId, document } } })', 'firm'],
    ['const f = (w: { firmId: string }) => tx.client.findMany({ where: w })', 'firm'],
    ['data.all(`SELECT 1 FROM "Client" WHERE "firmId" = ?`, [])', 'firm'],
    ['tx.client.update({ where: { id } })', 'key'],
    ['tx.license.findMany({ where: { clientId: { in: ids } } })', 'key'],
    ['data.all(`SELECT 1 FROM "License" WHERE "clientId" = ?`, [])', 'key'],
    ['tx.client.findMany({ where: { id: { gt: last } } })', 'nothing'],
    ['tx.client.findMany({ where: { name: firmId } })', 'nothing'],
    ['tx.client.findMany({ where: { name }, select: { firmId: true } })', 'nothing'],
    ['tx.client.findMany()', 'nothing'],
    ['data.all(`SELECT "firmName" FROM "Client" WHERE "name" = ?`, [])', 'nothing'],
  ])('%s says %s', (text, says) => {
    expect(questionsOf(parse('src/x.ts', text)).map((each) => each.says)).toEqual([says]);
  });

  it('is no question of tables that are over firms, nor of what is new', () => {
    for (const text of [
      'tx.account.findMany({})',
      'tx.client.create({ data })',
      'data.all(`SELECT 1 FROM "Firm"`, [])',
    ])
      expect(questionsOf(parse('src/x.ts', text))).toEqual([]);
  });
});
