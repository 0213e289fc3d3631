import type { z } from 'zod';
import type { Write } from '../data/write.ts';
import type { Ctx } from '../kit/ctx.ts';
import type { Pressable } from '../kit/definition.ts';
import type { Permission } from '../kit/permission.ts';
import type { Button, Press, RowAct } from '../kit/view.ts';
import type { Words } from '../kit/words.ts';
import type { Filter } from './filter.ts';
import { type Act, allows } from './gates.ts';
import { openClient } from './presses.ts';
import type { Client } from './reads/client.ts';
import type { PagePosition } from './reads/page.ts';

/** Something that can be done with a client, as its card offers it. */
export interface ClientStep {
  /** Where it stands among the others. */
  at: number;
  permission: Permission;
  label(w: Words): string;
  press(client: Client): Press;
  style?(client: Client): Button['style'];
  /** What the table must allow; without one it makes sense for every client. */
  act?: Act;
  /** What must hold besides, of this client and for this person. */
  when?(client: Client, ctx: Ctx): boolean;
  /** In the menu of a list too, for every row of it. */
  row?: true | ((client: Client) => boolean);
  /** Seldom wanted, or dangerous: it stands in the menu. */
  rare?: true;
  /** Only looks at something, or keeps the record: nothing that a state waits for. */
  aside?: true;
  /** Only for somebody to whom nothing else is offered that the state waits for. */
  otherwise?: true;
}

/** Contracting a plan for all of a list. */
interface ContractFrom {
  permission: Permission;
  many(filter: Filter, place?: PagePosition): Press;
}

/** Asking for the authorisation of their account by letter: one client, and those of a list. */
interface AccessAsk {
  permission: Permission;
  one(id: string): Press;
  many(filter: Filter): Press;
}

/** Whose connection has ended. */
interface Ended {
  id: string;
  name: string;
  email: string;
  account: { email: string } | null;
}

declare module '../kit/definition.ts' {
  interface Contributions {
    clientSteps: ClientStep;
    /** What an address was most likely wanted for, once it is there. */
    addressSteps: ClientStep;
    listContract: ContractFrom;
    accessAsk: AccessAsk;
    /** What has to be over before a client can be erased. */
    endsFirst(w: Words, client: Client): Button | undefined;
    /** What follows when a client's connection has ended with the firm itself, in the transaction that ends it. */
    connectionEnded(door: Write, firmId: string, client: Ended): Promise<void>;
  }
}

/** A step that presses an action; without `input`, with the client's id. */
export const step = <S extends z.ZodObject>(
  of: Pressable<S>,
  { input, ...about }: Omit<ClientStep, 'permission' | 'press'> & { input?(client: Client): z.input<S> },
): ClientStep => ({
  ...about,
  permission: of.permission,
  press: (client) => of.press(input ? input(client) : ({ id: client.id } as unknown as z.input<S>)),
});

/** How this person asks clients to authorise; undefined where they may not, or nothing can be authorised here. */
export const accessAskFor = (ctx: Ctx): AccessAsk | undefined =>
  ctx.provider ? ctx.registry.given('accessAsk').find(({ permission }) => ctx.can(permission)) : undefined;

/** Those of some steps that this person is offered with a client. */
const offeredOf = (ctx: Ctx, client: Client, steps: readonly ClientStep[]): ClientStep[] =>
  steps
    .filter(
      ({ permission, act, when }) =>
        ctx.can(permission) && (!act || allows(client.standing, act)) && when?.(client, ctx) !== false,
    )
    .sort((a, b) => a.at - b.at);
const buttonOf = (ctx: Ctx, client: Client, { label, style, rare, press }: ClientStep): Button => ({
  label: label(ctx.w),
  style: style?.(client),
  aside: rare,
  press: press(client),
});

const rowActOf = (ctx: Ctx, client: Client, { label, press }: ClientStep): RowAct => ({
  label: label(ctx.w),
  press: press(client),
});

/** What this person can do next with a client: at least one thing in every state. */
export function nextSteps(ctx: Ctx, client: Client): Button[] {
  const offered = offeredOf(ctx, client, ctx.registry.given('clientSteps'));
  const moving = offered.some(({ aside, otherwise }) => !aside && !otherwise);
  return offered.filter(({ otherwise }) => !otherwise || !moving).map((each) => buttonOf(ctx, client, each));
}

/** What can be done with a client from a list: what their state calls for, or else their card, and what is common to all. */
export function rowActs(ctx: Ctx, client: Client): RowAct[] {
  const offered = offeredOf(ctx, client, ctx.registry.given('clientSteps'));
  const called = offered.find(({ style, rare }) => !rare && style?.(client) === 'primary');
  const others = offered.filter(
    (each) => each !== called && (typeof each.row === 'function' ? each.row(client) : each.row),
  );
  const open = { label: ctx.w.clients.list.openRow, press: openClient.press({ id: client.id }) };
  return [called ? rowActOf(ctx, client, called) : open, ...others.map((each) => rowActOf(ctx, client, each))];
}

/** The first of some acts that this person is offered with a client. */
export function actAmong(ctx: Ctx, client: Client, acts: readonly Act[]): RowAct | undefined {
  const found = offeredOf(ctx, client, ctx.registry.given('clientSteps')).find(({ act }) => act && acts.includes(act));
  return found && rowActOf(ctx, client, found);
}

/** What can be done now that there is an address. */
export const addressSteps = (ctx: Ctx, client: Client): Button[] =>
  offeredOf(ctx, client, ctx.registry.given('addressSteps')).map((each) => buttonOf(ctx, client, each));
