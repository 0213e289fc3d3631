import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCore, registry } from '../src/core.ts';
import { folderFiles } from '../src/data/files/folder.ts';
import { can } from '../src/firms/roles.ts';
import type { Action, Command, Form, Shortcut } from '../src/kit/definition.ts';
import { fieldsOf } from '../src/kit/field.ts';
import { mint, readId } from '../src/kit/ids.ts';
import type { Asked, Core, Outcome, Place } from '../src/kit/incoming.ts';
import { type Permission, permissions } from '../src/kit/permission.ts';
import type { Locale } from '../src/kit/words.ts';
import { words } from '../src/words/index.ts';
import { type Stand, stand } from './adapters/conta-azul/fixture.ts';
import { databases, type TestDatabase } from './database.ts';
import { type Dump, dump, idsOf, marked } from './everybody/dump.ts';
import { inputFor, rawsFor } from './everybody/inputs.ts';
import { type Marks, type Seeded, seedFirm } from './everybody/seed.ts';
import { contents, foreign, offered, told } from './everybody/texts.ts';
import { file, testNow, testSecret } from './house.ts';

// Words that are of no language, each of one part of one firm's data.
const ours: Marks = {
  firm: 'Agata',
  admins: 'Quartzo',
  analyst: 'Topazio',
  documents: { admins: '12345678000195', analyst: '45723174000110' },
};
const theirs: Marks = {
  firm: 'Basalto',
  admins: 'Basalto',
  analyst: 'Basalto',
  documents: { admins: '33592510000154', analyst: '60746948000112' },
};
const marksOf = ({ firm, admins, analyst, documents }: Marks) => [
  firm,
  admins,
  analyst,
  documents.admins,
  documents.analyst,
];

type Definition =
  | { kind: 'command'; of: Command }
  | { kind: 'action'; of: Action }
  | { kind: 'form'; of: Form }
  | { kind: 'shortcut'; of: Shortcut };
const definitions: readonly (Definition & { title: string })[] = [
  ...[...registry.commands.values()].map((of) => ({ kind: 'command' as const, of, title: `/${of.name}` })),
  ...[...registry.actions.values()].map((of) => ({ kind: 'action' as const, of, title: `action ${of.name}` })),
  ...[...registry.forms.values()].map((of) => ({ kind: 'form' as const, of, title: `form ${of.name}` })),
  ...[...registry.shortcuts.values()].map((of) => ({ kind: 'shortcut' as const, of, title: `shortcut ${of.name}` })),
];

/**
 * What the seeded firm is not in a state for, whatever is asked: nothing was deleted, every package is of another plan, and so on. Here they are
 * refused in the right words; that they work is shown where they are at home.
 */
const refused: ReadonlySet<string> = new Set([
  ...['clients.restore', 'clients.saveDetails', 'clients.saveContact'],
  ...['licenses.contract', 'licenses.contractForm', 'licenses.renew', 'licenses.renewForm', 'licenses.renewal'],
  ...['licenses.moveForm', 'licenses.giveForm', 'licenses.bulkForm'],
  ...['digests.first', 'digests.reopen', 'digests.unmute', 'digests.recallNot', 'digests.form', 'digests.ownForm'],
  ...['firms.setUp', 'firms.setUpForm', 'firms.language', 'firms.removeForm', 'help.command'],
  // What was typed or imported before, or who was removed before: nothing of the kind is seeded.
  ...[
    'licenses.contractAgain',
    'licenses.register',
    'licenses.registerForm',
    'digests.again',
    'digests.correct',
    'digests.correctForm',
  ],
  ...['invite.send', 'invite.payer', 'invite.language', 'invite.again', 'import.column', 'import.undo'],
  ...['rights.eraseMember', 'rights.keepAccount', 'firms.bringBack', 'firms.formerOne'],
  // No client is called as what is typed here.
  'clients.attachForm',
  // Everybody has access, and every client an address.
  ...['firms.codeFor', 'clients.address', 'clients.saveAddress'],
  ...['ask.which', 'ask.fill', 'assistants.do', 'assistants.drop', 'assistants.revoke', 'assistants.code'],
]);

/** All that can be asked of a definition with the `i`th input. */
function askedOf({ kind, of }: Definition, ids: readonly string[], i: number): Asked[] {
  const searching = (object: Command['input'], asked: { command?: string; id?: string }): Asked[] =>
    fieldsOf(object).flatMap((field) =>
      field.complete ? [{ kind: 'search', ...asked, field: field.name, typed: i % 2 ? '' : 'a' }] : [],
    );
  if (kind === 'shortcut') {
    // What a message says is shown again; whose clients it does not find is shown in test/clients/shortcuts.test.ts.
    const speaks = ['', 'Mercado Aurora Ltda, fin@aurora.example', ids[i]!, ids[i + 1]!][i]!;
    const sheet = file('lista.csv', 'Fantasia;CNPJ\nPadaria;11.444.777/0001-61\n');
    return [{ kind: 'shortcut', name: of.name, pointed: { text: speaks, files: i % 2 ? [sheet] : [] } }];
  }
  if (kind === 'command') {
    const typed = ['', ...of.examples(words['pt-BR']).map((each) => each.typed)][i];
    return [
      { kind: 'command', command: of.name, options: rawsFor(of.input, ids, i) },
      ...(typed === undefined ? [] : [{ kind: 'typed' as const, command: of.name, text: typed }]),
      ...(i < 2 ? searching(of.input, { command: of.name }) : []),
    ];
  }
  const minted = mint(of.name, of.input, inputFor(of.input, ids, i));
  // What would be stored is handed over whole: as if somebody had guessed it.
  const id = 'token' in minted ? minted.data : minted.id;
  if (kind === 'form')
    return [
      { kind: 'submit', id, fields: i === 1 ? {} : rawsFor(of.fields, ids, i) },
      ...(i < 2 ? searching(of.fields, { id }) : []),
    ];
  const picked = i % 3 === 0 ? [] : [ids[i % ids.length]!];
  return [
    { kind: 'press', id, picked },
    ...(of.complete && i < 2 ? [{ kind: 'search' as const, id, typed: i % 2 ? '' : 'a' }] : []),
  ];
}

/** How many inputs: every id in turn where a definition has a state of its own. */
const inputsOf = ({ kind, of }: Definition, ids: readonly string[]) =>
  kind === 'command'
    ? 6
    : kind === 'shortcut'
      ? 4
      : Object.keys(of.input.shape).length > 0 || (kind === 'action' && of.complete)
        ? ids.length
        : 4;

// On SQLite alone: who may do what does not depend on the database, and every feature's own tests run on both.
describe.each(databases.slice(0, 1))('everybody, with everything, on $provider', ({ open }) => {
  let database: TestDatabase;
  let core: Core;
  let logged: { fields: Record<string, unknown>; message: string }[];
  let us: Seeded;
  let them: Seeded;
  let ids: string[];
  /** What the two firms were when they were seeded: a test that changed nothing leaves them to the next. */
  let seeded: Dump[] = [];
  const dumps = () => Promise.all([us, them].map(({ firmId }) => dump(database.data, firmId)));
  /** How often something was really done since this was last set to nothing. */
  let through = 0;
  const dataDir = mkdtempSync(join(tmpdir(), 'carteira-everybody-'));
  let accounts: Stand;
  beforeAll(async () => {
    database = await open();
    accounts = await stand({ companies: [] });
    const log = (fields: object, message: string) =>
      void logged.push({ fields: fields as Record<string, unknown>, message });
    const logs = { info: log, warn: log, error: log };
    core = createCore({
      data: database.data,
      secret: testSecret,
      publicUrl: 'http://localhost:3000',
      files: folderFiles(dataDir),
      provider: accounts.provider,
      clock: () => testNow,
      limit: () => 0,
      log: logs,
    });
  });
  afterAll(async () => {
    await accounts.stop();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    logged = [];
    through = 0;
    if (seeded.length > 0 && (await dumps()).every((each, n) => changes(seeded[n]!, each).length === 0)) return;
    us = await seedFirm(database.data, ours, dataDir);
    them = await seedFirm(database.data, theirs, dataDir);
    seeded = await dumps();
    ids = idsOf(seeded[0]!);
  });

  interface Asker {
    name: string;
    role: 'visitor' | 'admin' | 'analyst';
    place(): Pick<Place, 'workspace' | 'user'> & Partial<Place>;
    /** Whose ids they try. */
    ids: readonly string[];
    mayNotSee: readonly string[];
  }

  /** Asks everything of one definition as one person; what is wrong with the answers. */
  async function trial(definition: Definition, asker: Asker): Promise<string[]> {
    const wrong: string[] = [];
    const { permission } = definition.of;
    // Every id in turn; but whoever is nobody's member is turned away before an input is read.
    const inputs = asker.role === 'visitor' ? 3 : inputsOf(definition, asker.ids);
    for (let i = 0; i < inputs; i++) {
      const locale = i % 2 ? 'en' : 'pt-BR';
      for (const asked of askedOf(definition, asker.ids, i)) {
        logged = [];
        const place: Place = { platform: 'test', locale, isAdmin: async () => false, ...asker.place() };
        const outcome = await core.handle({ key: randomUUID(), place, asked });
        const say = (what: string) =>
          wrong.push(`${asker.name}: ${what}\n  asked ${JSON.stringify(asked)}\n  told ${told(outcome).slice(0, 300)}`);
        for (const problem of judge(outcome, asked, asker, permission, locale)) say(problem);
      }
    }
    return wrong;
  }

  function judge(
    outcome: Outcome,
    asked: Asked,
    asker: Asker,
    permission: Permission,
    locale: Locale | undefined,
  ): string[] {
    const failed = logged.find((each) => each.fields.err);
    if (failed) return [`broke: ${(failed.fields.err as Error).stack ?? failed.fields.err}`];
    const all = contents(outcome).toLowerCase();
    const digits = all.replace(/[.\-/]/g, '');
    const seen = asker.mayNotSee.filter(
      (mark) => all.includes(mark.toLowerCase()) || digits.includes(mark.toLowerCase()),
    );
    const wrong = seen.map((mark) => `sees ${mark}`);
    const text = told(outcome);
    const odd = locale && foreign(text, locale);
    if (odd) wrong.push(`is answered in another language: ${odd}`);
    const may = can(asker.role)(permission);
    if (asked.kind === 'search') {
      if (outcome.kind !== 'options') wrong.push('gets no options for a search');
      else if (!may && outcome.options.length > 0) wrong.push('is offered options that are not theirs');
      return wrong;
    }
    if (text.length < 10 && !(outcome.kind === 'view' && outcome.view.files?.length)) wrong.push('gets no answer');
    const { code } = logged.find((each) => each.message === 'handled')!.fields;
    if (code === 'ok') through++;
    if (!may && code !== (asker.role === 'visitor' ? 'visitor' : 'not-allowed')) wrong.push(`is let through: ${code}`);
    if (may && code === 'old-card') wrong.push('is told that the card is old');
    return wrong;
  }

  it.each(definitions)('$title', { timeout: 120_000 }, async (definition) => {
    const place =
      ({ workspace }: Seeded, { user }: { user: string }) =>
      () => ({ workspace, user });
    const all = [...marksOf(ours), ...marksOf(theirs)];
    const nobody = randomUUID();
    const notOfAnalysts = [ours.admins, ours.documents.admins, ...marksOf(theirs)];
    const outsiders: Asker[] = [
      {
        name: 'a stranger',
        role: 'visitor',
        place: () => ({ workspace: us.workspace, user: nobody }),
        ids,
        mayNotSee: all,
      },
      {
        name: 'a newcomer',
        role: 'visitor',
        place: () => ({ workspace: randomUUID(), user: nobody, isAdmin: async () => true }),
        ids,
        mayNotSee: all,
      },
      { name: "another firm's admin", role: 'admin', place: place(them, them.admin), ids, mayNotSee: marksOf(ours) },
    ];
    const [before] = seeded as [Dump, Dump];
    const wrong: string[] = [];
    for (const asker of outsiders) wrong.push(...(await trial(definition, asker)));
    for (const table of changes(before, await dump(database.data, us.firmId)))
      wrong.push(`a stranger, a newcomer or another firm's admin changed ${table}`);
    wrong.push(
      ...(await trial(definition, {
        name: 'an analyst',
        role: 'analyst',
        place: place(us, us.analyst),
        ids,
        mayNotSee: notOfAnalysts,
      })),
    );
    const after = await dump(database.data, us.firmId);
    const [hidden, still] = [marked(before, ours.admins), marked(after, ours.admins)];
    for (const table of can('analyst')(definition.of.permission) ? changes(hidden, still) : changes(before, after))
      wrong.push(`an analyst changed ${table}`);

    const theirsBefore = await dump(database.data, them.firmId);
    wrong.push(
      ...(await trial(definition, {
        name: 'an admin',
        role: 'admin',
        place: place(us, us.admin),
        ids,
        mayNotSee: marksOf(theirs),
      })),
    );
    for (const table of changes(theirsBefore, await dump(database.data, them.firmId)))
      wrong.push(`an admin changed another firm's ${table}`);
    expect(wrong.slice(0, 5)).toEqual([]);
    // What nobody's input ever came through to was not tried at all.
    if (!refused.has(definition.of.name)) expect(through).toBeGreaterThan(0);
  });

  it.each(['admin', 'analyst'] as const)(
    'offers %s nothing that is then refused, nor a form that cannot be sent',
    { timeout: 120_000 },
    async (role) => {
      const mayNotSee = role === 'admin' ? marksOf(theirs) : [ours.admins, ours.documents.admins, ...marksOf(theirs)];
      const asker: Asker = {
        name: `the ${role}`,
        role,
        place: () => ({ workspace: us.workspace, user: us[role].user, channel: 'C9' }),
        ids,
        mayNotSee,
      };
      const queue: Asked[] = [...registry.commands.values()]
        .filter(({ permission }) => can(role)(permission))
        .map(({ name }) => ({ kind: 'typed', command: name, text: '' }));
      const times = new Map<string, number>();
      const wrong: string[] = [];
      let seen = '';
      for (let asked = queue.shift(); asked; asked = queue.shift()) {
        const id = 'id' in asked ? readId(asked.id ?? '').name : '';
        times.set(id, (times.get(id) ?? 0) + 1);
        // Three of each will do; roles are left alone, lest one be somebody else half-way.
        if ((id && times.get(id)! > 3) || /^firms\.(role|remove)/.test(id)) continue;
        logged = [];
        const place: Place = { platform: 'test', locale: 'pt-BR', isAdmin: async () => false, ...asker.place() };
        const outcome = await core.handle({ key: randomUUID(), place, asked });
        seen += contents(outcome);
        const { code } = logged.find((each) => each.message === 'handled')!.fields;
        // One of the presses changes the language.
        const problems = judge(outcome, asked, asker, 'visit', undefined);
        if (code === 'not-allowed') problems.push('is refused what was offered');
        wrong.push(
          ...problems.map(
            (problem) => `${problem}\n  asked ${JSON.stringify(asked)}\n  told ${told(outcome).slice(0, 300)}`,
          ),
        );
        queue.push(...offered(outcome));
      }
      expect(wrong.slice(0, 5)).toEqual([]);
      // That nothing is seen of others means something only where one's own is seen.
      expect(seen).toContain(role === 'admin' ? ours.admins : ours.analyst);
      expect(times.size).toBeGreaterThan(10);
    },
  );
});

const changes = (before: Dump, after: Dump): string[] =>
  [...before.keys()].filter((table) => JSON.stringify(before.get(table)) !== JSON.stringify(after.get(table)));

it.each(definitions)('$title has a permission that somebody has, and a command that is there', ({ of }) => {
  expect(permissions).toContain(of.permission);
  if ('command' in of) expect([...registry.commands.keys()]).toContain(of.command);
});
