import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, type Feature } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import { mostFields, pagedForm } from '../../kit/pages.ts';
import type { Option, Press, View } from '../../kit/view.ts';
import type { Say } from '../../kit/words.ts';
import type { EditPart } from '../fields/field.ts';
import { type EditName, editNames, fieldOf, fields } from '../fields.ts';
import { nobody } from '../filter.ts';
import { reasonAgainst } from '../gates.ts';
import { openClient } from '../presses.ts';
import { analystNamed, analystOptions } from '../reads/analysts.ts';
import { type Client, clientOf } from '../reads/client.ts';
import { type Changes, editClient } from '../service/edit.ts';
import { card } from './card.ts';

const one = z.object({ id: z.uuid() });
/** Which client, and as of when: what was changed since is not overwritten. */
const opened = z.object({ id: z.uuid(), at: z.number().int() });

async function current(ctx: Ctx, id: string): Promise<Client> {
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
  return client;
}

/** The portal lets a firm edit only clients that are not connected, nor about to be: what a connected one says of itself is its own. */
const gated = (ctx: Ctx, id: string, why: 'connected' | 'pending'): UserError =>
  new UserError('gated', (w) => w.clients.edit[why], {
    blocks: [
      {
        kind: 'buttons',
        buttons: [{ label: ctx.w.clients.card.open, style: 'primary', press: openClient.press({ id }) }],
      },
    ],
  });

async function save(ctx: Ctx, id: string, at: number, changes: Changes, again: Press): Promise<View> {
  const edited = await editClient(ctx, id, at, changes);
  if (edited.kind === 'gated') throw gated(ctx, id, edited.gate);
  if (edited.kind === 'gone') throw new UserError('gone', (w) => w.clients.card.gone);
  if (edited.kind === 'changed') {
    throw new UserError('changed', (w) => w.clients.edit.changed(edited.by?.who ?? ''), {
      blocks: [{ kind: 'buttons', buttons: [{ label: ctx.w.clients.edit.again, style: 'primary', press: again }] }],
    });
  }
  return card(ctx, id, edited.kind === 'same' ? ctx.w.clients.edit.same : ctx.w.clients.edit.saved);
}

type Listed = { [N in EditName]: (typeof fields)[N]['edit']['by'] extends 'list' ? N : never }[EditName];
/** Where what depends on the firm comes from, and what is stored of it. */
const lists: Record<
  Listed,
  { options(ctx: Ctx): Promise<readonly Option[]>; store(ctx: Ctx, value: string): Promise<string | null> }
> = {
  analyst: {
    options: analystOptions,
    store: async (ctx, value) => {
      const known = await analystNamed(ctx, value);
      return known === nobody ? null : known;
    },
  },
};

const editOf = (name: EditName): EditPart => fieldOf(name).edit as EditPart;

function schemaOf(name: EditName): z.ZodType {
  const { by, max = 200, required, values, say, read, refuse } = editOf(name);
  const words = fieldOf(name).words;
  const more = { max, ...(read ? { read } : {}), ...(refuse ? { refuse } : {}) };
  const schema =
    by === 'list'
      ? field.pick(words, lists[name as Listed].options)
      : by === 'choice'
        ? field.choice(values as readonly [string, ...string[]], words, say!)
        : by === 'email'
          ? field.email(words)
          : by === 'long'
            ? field.long(words, more)
            : field.text(words, more);
  return required ? schema : schema.optional();
}

const shownIn = (ctx: Ctx, name: EditName, client: Client): string | undefined => {
  const { shown } = editOf(name);
  return shown ? shown(ctx.w, client) : (client[fields[name].column] as string);
};

async function stored(ctx: Ctx, name: EditName, read: string | undefined): Promise<unknown> {
  const { by, store, empty } = editOf(name);
  if (read === undefined) return empty === null ? null : '';
  return by === 'list' ? lists[name as Listed].store(ctx, read) : store ? store(read) : read;
}

/** One of the two forms, on as many pages as it takes, and the buttons that open them. */
function editForm(which: 'details' | 'contact', names: { form: string; button: string }, title: Say) {
  const asked = editNames(which);
  const letter = (page: number) => (page === 0 ? '' : String.fromCharCode(65 + page));
  const pages = pagedForm({
    name: (page) => `${names.form}${letter(page)}`,
    command: 'cliente',
    permission: 'edit',
    answers: 'update',
    title: (page) => (w) => (page === 0 ? title(w) : `${title(w)} (${page + 1})`),
    submit: (w) => w.clients.edit.submit,
    input: opened,
    fields: Object.fromEntries(asked.map((name) => [name, schemaOf(name)])),
    run: async (ctx, { id, at }, values, here): Promise<View> => {
      const changed = (here as EditName[]).map(
        async (name) => [fields[name].column, await stored(ctx, name, values[name] as string | undefined)] as const,
      );
      const page = asked.indexOf(here[0] as EditName) / mostFields;
      return save(ctx, id, at, Object.fromEntries(await Promise.all(changed)), buttons[page]!.press({ id }));
    },
  });
  const buttons = pages.forms.map((_form, page) =>
    action({
      name: `${names.button}${letter(page)}`,
      command: 'cliente',
      permission: 'edit',
      answers: 'form',
      input: one,
      run: async (ctx, { id }) => {
        const client = await current(ctx, id);
        const reason = which === 'details' && reasonAgainst('edit', client.standing);
        if (reason) throw gated(ctx, id, reason === 'connected' ? 'connected' : 'pending');
        const values = Object.fromEntries(asked.map((name) => [name, shownIn(ctx, name, client)]));
        return pages.open(page, { id, at: client.updatedAt.getTime() }, values);
      },
    }),
  );
  return { buttons, forms: pages.forms };
}

const details = editForm(
  'details',
  { form: 'clients.saveDetails', button: 'clients.edit' },
  (w) => w.clients.edit.title,
);
const contact = editForm(
  'contact',
  { form: 'clients.saveContact', button: 'clients.editContact' },
  (w) => w.clients.edit.contactTitle,
);

export const detailButtons = details.buttons;
export const contactButtons = contact.buttons;

export const clientEdit: Feature = {
  actions: [...details.buttons, ...contact.buttons],
  forms: [...details.forms, ...contact.forms],
};
