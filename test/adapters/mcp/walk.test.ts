import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCall } from '../../../adapters/mcp/call.ts';
import type { Shown } from '../../../adapters/mcp/port.ts';
import { gather } from '../../../adapters/mcp/wire.ts';
import type { OpenedKey } from '../../../src/assistants/reads/keys.ts';
import { hashKey, newKey, type Scope } from '../../../src/assistants/schema.ts';
import { type AssistantDesk, createDesk } from '../../../src/assistants/service/port.ts';
import { mcpParts } from '../../../src/boot/assistants.ts';
import { createCore, registry } from '../../../src/core.ts';
import { folderFiles } from '../../../src/data/files/folder.ts';
import { newId } from '../../../src/data/id.ts';
import { can } from '../../../src/firms/roles.ts';
import { mint } from '../../../src/kit/ids.ts';
import type { Core } from '../../../src/kit/incoming.ts';
import { parts } from '../../connections/fixture.ts';
import { databases, type TestDatabase } from '../../database.ts';
import { type Dump, dump, idsOf } from '../../everybody/dump.ts';
import { inputFor, rawsFor } from '../../everybody/inputs.ts';
import { type Seeded, seedFirm } from '../../everybody/seed.ts';
import { quiet, testNow, testSecret } from '../../house.ts';
import { stand as accountStand, type Stand } from '../conta-azul/fixture.ts';
import { textOf } from './fixture.ts';

const marks = {
  us: {
    firm: 'Agata',
    admins: 'Quartzo',
    analyst: 'Topazio',
    documents: { admins: '12345678000195', analyst: '45723174000110' },
  },
  them: {
    firm: 'Basalto',
    admins: 'Basalto',
    analyst: 'Basalto',
    documents: { admins: '33592510000154', analyst: '60746948000112' },
  },
};

/** What comes of asking at all: what waits, who is told, that it was used. Nothing of the firm's own. */
const aside = new Set(['Draft', 'Outbox', 'Audit', 'AssistantKey']);
const changes = (before: Dump, after: Dump): string[] =>
  [...before.keys()].filter(
    (table) => !aside.has(table) && JSON.stringify(before.get(table)) !== JSON.stringify(after.get(table)),
  );

/** An answer without the ids of what can be pressed: those are each one's own. */
const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, each) =>
    key === 'id' || key === 'notice' || key === 'refused' ? undefined : each,
  );

describe.each(databases)('every tool, as everybody, on $provider', ({ open, provider }) => {
  let database: TestDatabase;
  let core: Core;
  let accounts: Stand;
  let desk: AssistantDesk;
  let call: ReturnType<typeof createCall<OpenedKey>>;
  let us: Seeded;
  let them: Seeded;
  let ids: string[];
  const codes: string[] = [];
  const dataDir = mkdtempSync(join(tmpdir(), 'carteira-mcp-'));

  beforeAll(async () => {
    database = await open();
    accounts = await accountStand({ companies: [] });
    const info = (fields: object) => void ('code' in fields && codes.push(String(fields.code)));
    core = createCore({
      data: database.data,
      secret: testSecret,
      publicUrl: 'http://localhost:3000',
      files: folderFiles(dataDir),
      provider: accounts.provider,
      clock: () => testNow,
      limit: () => 0,
      log: { ...quiet, info },
    });
    desk = createDesk(parts(database.data), () => testNow);
    call = createCall(mcpParts({ core, desk, publicUrl: 'http://localhost:3000', log: quiet }));
    us = await seedFirm(database.data, marks.us, dataDir);
    them = await seedFirm(database.data, marks.them, dataDir);
    ids = idsOf(await dump(database.data, us.firmId));
  });
  afterAll(async () => {
    await accounts.stop();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const openAs = async (
    { firmId, workspace }: Seeded,
    { id: memberId, user }: { id: string; user: string },
    scope: Scope,
  ): Promise<OpenedKey> => {
    const key = newKey();
    const stamps = { createdAt: testNow, expiresAt: new Date(testNow.getTime() + 86_400_000) };
    const data = {
      id: newId(),
      firmId,
      memberId,
      name: 'Claude',
      hash: hashKey(key),
      scope,
      platform: 'test',
      workspace,
      user,
      ...stamps,
    };
    await database.data.db.$transaction((tx) => tx.assistantKey.create({ data }));
    return (await desk.open(key))!;
  };
  const askers = (scope: Scope) =>
    [
      { role: 'admin' as const, firm: () => us, who: () => openAs(us, us.admin, scope), mayNotSee: ['Basalto'] },
      {
        role: 'analyst' as const,
        firm: () => us,
        who: () => openAs(us, us.analyst, scope),
        mayNotSee: ['Basalto', 'Quartzo'],
      },
      {
        role: 'admin' as const,
        firm: () => them,
        who: () => openAs(them, them.admin, scope),
        mayNotSee: ['Agata', 'Quartzo', 'Topazio'],
      },
    ] as const;

  it.each([...registry.commands.values()])(
    '$name answers what the command answers, or refuses as it does',
    async (command) => {
      for (const { role, who: whose, mayNotSee } of askers('act')) {
        const who = await whose();
        for (let i = 0; i < 6; i++) {
          const given = Object.fromEntries(
            Object.entries(rawsFor(command.input, ids, i)).filter(
              ([, value]) => typeof value === 'string' || Array.isArray(value),
            ),
          );
          codes.length = 0;
          const tool = await call(who, command.name, given);
          const { assistant: _, ...place } = who.place;
          const direct = await core.handle({
            key: `${command.name}:${newId()}`,
            place,
            asked: { kind: 'command', command: command.name, options: given },
          });
          if (direct.kind === 'options') throw new Error('a command has no options');
          expect(withoutIds(tool.structuredContent)).toEqual(withoutIds(gather(direct).body([])));
          expect(codes[0]).toBe(codes[1]);
          if (!can(role)(command.permission)) expect([codes[0], tool.isError]).toEqual(['not-allowed', true]);
          for (const mark of mayNotSee) expect(textOf(tool)).not.toContain(mark);
        }
      }
    },
  );

  const definitions = [
    ...[...registry.actions.values()].map((of) => ({ name: of.name, kind: 'press' as const, of, fields: undefined })),
    ...[...registry.forms.values()].map((of) => ({ name: of.name, kind: 'form' as const, of, fields: of.fields })),
  ];

  it.each(['read', 'prepare'] as const)(
    'whatever is pressed or sent by a key that may only %s changes nothing',
    { timeout: 240_000 },
    async (scope) => {
      const before = await Promise.all([us, them].map(({ firmId }) => dump(database.data, firmId)));
      const held = new Set<string>();
      const wrong: string[] = [];
      for (const { role, who: whose, mayNotSee } of askers(scope)) {
        const who = await whose();
        for (const [n, { name, kind, of, fields }] of definitions.entries()) {
          await database.data.db.$transaction((tx) =>
            tx.draft.deleteMany({ where: { person: { startsWith: 'assistant:' } } }),
          );
          // What may be done does not depend on the database: on the second one each is tried once, with another input than its neighbour.
          const inputs = provider === 'sqlite' ? [0, 1, 2, 3, 4] : [n % 5];
          for (const i of inputs) {
            const minted = mint(name, of.input, inputFor(of.input, ids, i));
            const shown: Shown = {
              kind,
              id: 'token' in minted ? minted.data : minted.id,
              label: 'Botão',
              title: 'Cartão',
            };
            const [id] = await desk.show(who, [
              kind === 'press' && i % 3 ? { ...shown, picked: ids[i % ids.length]! } : shown,
            ]);
            codes.length = 0;
            const given = fields ? rawsFor(fields, ids, i) : {};
            const said = await call(who, fields ? 'fill' : 'click', { id, ...(fields ? { fields: given } : {}) });
            const text = textOf(said);
            if (
              !can(role)(of.permission) &&
              !['not-allowed', 'by-person'].includes(codes[0] ?? '') &&
              !/mande texto/.test(text)
            )
              wrong.push(`${role} ${name}: let through: ${codes[0]}`);
            if (codes[0] === 'broken') wrong.push(`${role} ${name} broke`);
            for (const mark of mayNotSee) if (text.includes(mark)) wrong.push(`${role} ${name} sees ${mark}`);
            if (/Nada foi feito ainda|Nothing is done yet/.test(text) || codes[0] === 'only-reads') held.add(name);
          }
        }
      }
      const after = await Promise.all([us, them].map(({ firmId }) => dump(database.data, firmId)));
      expect(wrong.slice(0, 10)).toEqual([]);
      expect(before.flatMap((each, n) => changes(each, after[n]!))).toEqual([]);
      // That nothing changed means something only where much would have.
      expect(held.size).toBeGreaterThan(25);
    },
  );
});
