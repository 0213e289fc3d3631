import { z } from 'zod';
import { spacedCode } from '../firms/schema.ts';
import type { Ctx } from '../kit/ctx.ts';
import { action, form, isForm } from '../kit/definition.ts';
import { UserError } from '../kit/errors.ts';
import { field } from '../kit/field.ts';
import type { View } from '../kit/view.ts';
import { keysOf, mayAct } from './reads/keys.ts';
import { keyDays, scopes } from './schema.ts';
import { allowActs, makeKey, revokeKey } from './service/keys.ts';
import { askedOf, preparedOf, settle } from './service/prepare.ts';
import { codeMinutes, makeCode } from './service/seat.ts';
import { codeView, keysView, keyView } from './views/keys.ts';
import { droppedView } from './views/prepared.ts';

const base = { command: 'configurar', permission: 'see', input: z.object({}), byPerson: true } as const;

async function show(ctx: Ctx, done?: string): Promise<View> {
  const act = await mayAct(ctx);
  const say = ctx.w.assistants;
  const allow = { label: act ? say.disallow : say.allow, press: allowing.press({ on: !act }) };
  return keysView(ctx.w, await keysOf(ctx), {
    zone: ctx.firm.timeZone,
    act,
    buttons: [
      { label: say.make, style: 'primary', press: make.press({}) },
      { label: say.code, press: code.press({}) },
      ...(ctx.can('manage') ? [allow] : []),
    ],
    revoke: revoke.press({}),
    done,
  });
}

export const openAssistants = action({ ...base, name: 'assistants.keys', answers: 'private', run: (ctx) => show(ctx) });

const makeForm = form({
  ...base,
  name: 'assistants.makeForm',
  answers: 'private',
  title: (w) => w.assistants.make,
  submit: (w) => w.assistants.makeSubmit,
  fields: z.object({
    name: field.text((w) => w.assistants.fields.name, { max: 60 }),
    scope: field.choice(
      scopes,
      (w) => w.assistants.fields.scope,
      (w, value) => w.assistants.scope[value],
    ),
    days: field.choice(
      keyDays,
      (w) => w.assistants.fields.days,
      (w, value) => w.firms.days(Number(value)),
    ),
  }),
  run: async (ctx, _, { name, scope, days }) => {
    const { key, expiresAt } = await makeKey(ctx, { name, scope, days: Number(days) });
    return keyView(ctx.w, {
      key,
      address: `${ctx.publicUrl}/mcp`,
      expires: ctx.w.connections.instant(expiresAt, ctx.firm.timeZone),
      back: { label: ctx.w.assistants.back, press: openAssistants.press({}) },
    });
  },
});

const make = action({
  ...base,
  name: 'assistants.make',
  answers: 'form',
  run: async () => makeForm.open({}, { name: '', scope: 'prepare', days: '90' }),
});

/** What is typed on the page where an assistant is connected: it proves that whoever sits there is who presses here. */
const code = action({
  ...base,
  name: 'assistants.code',
  answers: 'private',
  run: async (ctx) => {
    if (!ctx.publicUrl.startsWith('https:')) throw new UserError('no-https', (w) => w.assistants.needsHttps);
    return codeView(ctx.w, spacedCode(await makeCode(ctx)), codeMinutes);
  },
});

const revoke = action({
  ...base,
  name: 'assistants.revoke',
  answers: 'update',
  run: async (ctx, _, [id = '']) => {
    await revokeKey(ctx, id);
    return show(ctx, ctx.w.assistants.revoked);
  },
});

const allowing = action({
  ...base,
  name: 'assistants.allow',
  permission: 'manage',
  answers: 'update',
  input: z.object({ on: z.boolean() }),
  run: async (ctx, { on }) => {
    await allowActs(ctx, on);
    return show(ctx, on ? ctx.w.assistants.allowed : ctx.w.assistants.disallowed);
  },
});

const one = z.object({ id: z.uuid() });
const gone = () => new UserError('gone', (w) => w.assistants.waitsNoMore);

/** What an assistant prepared, asked once more by its person. Two presses do it once: what they write is of one delivery. */
export const doIt = action({
  ...base,
  name: 'assistants.do',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    const kept = await preparedOf(ctx, id, ctx.actor.id);
    if (!kept || !ctx.again) throw gone();
    ctx.delivery.key = `prepared:${id}`;
    const result = await ctx.again(askedOf(kept));
    // It had come through to what it writes, so nothing was missing then: what it is about has changed since.
    if (isForm(result)) throw new UserError('changed', (w) => w.assistants.changed);
    await settle(ctx, id, kept, 'done');
    return result;
  },
});

export const dropIt = action({
  ...base,
  name: 'assistants.drop',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    const kept = await preparedOf(ctx, id, ctx.actor.id);
    if (!kept) throw gone();
    await settle(ctx, id, kept, 'dropped');
    return droppedView(ctx.w);
  },
});

export const assistantActions = [openAssistants, make, code, revoke, allowing, doIt, dropIt];
export const assistantForms = [makeForm];
