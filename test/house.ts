import { randomUUID } from 'node:crypto';
import { createCore } from '../src/core.ts';
import type { Data } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { createSecret } from '../src/data/secret.ts';
import { menuId } from '../src/kit/arrange.ts';
import type { Log } from '../src/kit/ctx.ts';
import type { Asked, Core, FileIn, Outcome, Place, Raw, SealedForm } from '../src/kit/incoming.ts';
import { plainText, rowActName, type SealedView } from '../src/kit/view.ts';
import { heard } from './logs.ts';

/** The day it always is in tests: Monday, 16 November 2026, 12:00 in São Paulo. */
export const testNow = new Date('2026-11-16T15:00:00Z');

export const testSecret = createSecret('a secret of at least thirty-two characters');

/** Says nothing; what it is told is looked at when the test is over. */
export const quiet: Log = heard();

/** A person who types and presses, through dispatch, as an adapter would let them. */
export interface Person {
  place: Place;
  memberId: string;
  ask(asked: Asked, key?: string): Promise<Outcome>;
  /** `/clientes vencimento:30d`, typed. */
  type(text: string): Promise<SealedView>;
  press(id: string, picked?: readonly string[]): Promise<SealedView>;
  /** What a press or a command opens. */
  open(id: string): Promise<SealedForm>;
  submit(form: SealedForm, fields: Readonly<Record<string, Raw>>): Promise<Outcome>;
}

const viewOf = (outcome: Outcome): SealedView => {
  if (outcome.kind !== 'view') throw new Error(`expected a view, got ${JSON.stringify(outcome).slice(0, 500)}`);
  return outcome.view;
};

/** What tests are tried on, and what a bench's witness is called. */
declare module '../src/kit/incoming.ts' {
  interface Platforms {
    test: true;
    wire: true;
  }
}

export function person(core: Core, place: Partial<Place> = {}, memberId = ''): Person {
  const full: Place = {
    platform: 'test',
    workspace: 'w1',
    user: randomUUID(),
    locale: 'pt-BR',
    isAdmin: async () => false,
    ...place,
  };
  const ask = (asked: Asked, key = randomUUID()) => core.handle({ key, place: full, asked });
  return {
    place: full,
    memberId,
    ask,
    type: async (text) => {
      const [, command = '', rest = ''] = /^\/(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
      return viewOf(await ask({ kind: 'typed', command, text: rest }));
    },
    press: async (id, picked) => viewOf(await ask({ kind: 'press', id, picked })),
    open: async (id) => {
      const outcome = await ask({ kind: 'press', id });
      if (outcome.kind !== 'form') throw new Error(`expected a form, got ${JSON.stringify(outcome).slice(0, 500)}`);
      return outcome.form;
    },
    submit: (form, fields) => ask({ kind: 'submit', id: form.id, fields }),
  };
}

export interface House {
  core: Core;
  firmId: string;
  admin: Person;
  analyst: Person;
  stranger: Person;
  /** Another firm's admin, in another workspace. */
  outsider: Person;
  otherFirmId: string;
}

/** A fresh firm with an admin and an analyst, and another firm beside it. `clock` is settable through the returned core's options. */
export async function house(
  data: Data,
  {
    clock = () => testNow,
    log = quiet,
    // A fast machine presses faster than a person may.
    limit = () => 0,
    ...more
  }: Partial<
    Pick<Parameters<typeof createCore>[0], 'clock' | 'log' | 'limit' | 'provider' | 'files' | 'readers' | 'publicUrl'>
  > = {},
): Promise<House> {
  const core = createCore({ data, secret: testSecret, publicUrl: 'http://localhost:3000', clock, limit, log, ...more });
  const firm = async (name: string, workspace: string) => {
    const id = newId();
    await data.db.firm.create({ data: { id, name, email: `contato@${workspace}.com.br`, createdAt: clock() } });
    await data.db.workspace.create({
      data: { id: newId(), firmId: id, platform: 'test', workspace, createdAt: clock() },
    });
    return id;
  };
  const member = async (
    firmId: string,
    workspace: string,
    name: string,
    role: 'admin' | 'analyst',
  ): Promise<Person> => {
    const id = newId();
    await data.db.member.create({
      data: { id, firmId, name, email: `${name.toLowerCase()}@${workspace}.com.br`, role, createdAt: clock() },
    });
    const user = randomUUID();
    await data.db.chatIdentity.create({
      data: { id: newId(), firmId, memberId: id, platform: 'test', workspace, user, createdAt: clock() },
    });
    return person(core, { workspace, user, userName: name }, id);
  };
  const [here, there] = [`w${randomUUID().slice(0, 8)}`, `x${randomUUID().slice(0, 8)}`];
  const firmId = await firm('Horizonte Contábil', here);
  const otherFirmId = await firm('Outro Escritório', there);
  return {
    core,
    firmId,
    otherFirmId,
    admin: await member(firmId, here, 'Marina', 'admin'),
    analyst: await member(firmId, here, 'Ana', 'analyst'),
    stranger: person(core, { workspace: here }),
    outsider: await member(otherFirmId, there, 'Otávio', 'admin'),
  };
}

/** What can be done in a view: its buttons, and those acts that are in its menu. */
export const acts = (view: SealedView): { label: string; style?: string; press?: string; url?: string }[] =>
  view.blocks.flatMap((block): { label: string; style?: string; press?: string; url?: string }[] => {
    if (block.kind === 'buttons') return [...block.buttons];
    if (block.kind === 'table')
      return (block.acts ?? []).flatMap((row, i) =>
        row.map((act) => ({ label: rowActName(block.rows[i], act), press: act.press })),
      );
    return block.kind === 'choice' && block.press === menuId
      ? block.options.map(({ label, value }) => ({ label, press: value }))
      : [];
  });

/** The id behind a button, or behind an act in the menu, by its label. */
export function button(view: SealedView, label: string | RegExp): string {
  for (const each of acts(view))
    if (each.press && (typeof label === 'string' ? each.label === label : label.test(each.label))) return each.press;
  throw new Error(`no button ${label} in:\n${shown(view)}\n${labels(view).join(', ')}`);
}

/** The id behind a menu or a searching menu, by its label. */
export function menu(view: SealedView, label: string | RegExp): string {
  for (const block of view.blocks) {
    if (
      (block.kind === 'choice' || block.kind === 'search') &&
      (typeof label === 'string' ? block.label === label : label.test(block.label))
    )
      return block.press;
  }
  throw new Error(`no menu ${label} in:\n${shown(view)}`);
}

export const labels = (view: SealedView): string[] => acts(view).map((each) => each.label);

/** What a person reads. */
export const shown = (view: SealedView): string => plainText(view);

export const file = (name: string, content: string | Uint8Array): FileIn => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { name, size: bytes.byteLength, read: async () => bytes };
};
