import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, type Feature, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import type { View } from '../../kit/view.ts';
import { readRevenue } from '../../licenses/schema/money.ts';
import { maskDocument, readDocument } from '../document.ts';
import { nobody } from '../filter.ts';
import { reasonAgainst } from '../gates.ts';
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
        buttons: [{ label: ctx.w.clients.card.open, style: 'primary', press: { action: 'clients.card', input: { id } } }],
      },
    ],
  });

async function save(ctx: Ctx, id: string, at: number, changes: Changes, again: 'clients.edit' | 'clients.editContact'): Promise<View> {
  const edited = await editClient(ctx, id, at, changes);
  if (edited.kind === 'gated') throw gated(ctx, id, edited.gate);
  if (edited.kind === 'gone') throw new UserError('gone', (w) => w.clients.card.gone);
  if (edited.kind === 'changed') {
    const press = { action: again, input: { id } };
    throw new UserError('changed', (w) => w.clients.edit.changed(edited.by?.who ?? ''), {
      blocks: [{ kind: 'buttons', buttons: [{ label: ctx.w.clients.edit.again, style: 'primary', press }] }],
    });
  }
  return card(ctx, id, edited.kind === 'same' ? ctx.w.clients.edit.same : ctx.w.clients.edit.saved);
}

const details = form({
  name: 'clients.saveDetails',
  command: 'cliente',
  permission: 'edit',
  answers: 'update',
  title: (w) => w.clients.edit.title,
  submit: (w) => w.clients.edit.submit,
  input: opened,
  fields: z.object({
    name: field.text((w) => w.clients.field.companyName),
    tradeName: field.text((w) => w.clients.field.tradeName).optional(),
    document: field
      .text((w) => w.clients.field.document, { max: 40, read: readDocument, refuse: (w) => w.clients.edit.notADocument })
      .optional(),
    email: field.email((w) => w.clients.field.email).optional(),
    phone: field.text((w) => w.clients.field.phone, { max: 40 }).optional(),
  }),
  run: (ctx, { id, at }, { name, tradeName = '', document = null, email = '', phone = '' }) =>
    save(ctx, id, at, { name, tradeName, document, email, phone }, 'clients.edit'),
});

const contact = form({
  name: 'clients.saveContact',
  command: 'cliente',
  permission: 'edit',
  answers: 'update',
  title: (w) => w.clients.edit.contactTitle,
  submit: (w) => w.clients.edit.submit,
  input: opened,
  fields: z.object({
    contactName: field.text((w) => w.clients.field.contactName, { max: 120 }).optional(),
    analyst: field.pick((w) => w.clients.field.analyst, analystOptions).optional(),
    revenue: field
      .text((w) => w.clients.field.revenue, { max: 30, read: readRevenue, refuse: (w) => w.clients.edit.notARevenue })
      .optional(),
    notes: field.long((w) => w.clients.field.notes).optional(),
  }),
  run: async (ctx, { id, at }, { contactName = '', analyst = nobody, revenue, notes = '' }) => {
    const known = await analystNamed(ctx, analyst);
    const changes = {
      contactName,
      notes,
      analystId: known === nobody ? null : known,
      revenue: revenue === undefined ? null : Number(revenue),
    };
    return save(ctx, id, at, changes, 'clients.editContact');
  },
});

const openDetails = action({
  name: 'clients.edit',
  command: 'cliente',
  permission: 'edit',
  answers: 'form',
  input: one,
  run: async (ctx, { id }) => {
    const { name, tradeName, document, email, phone, standing, updatedAt } = await current(ctx, id);
    const reason = reasonAgainst('edit', standing);
    if (reason) throw gated(ctx, id, reason === 'connected' ? 'connected' : 'pending');
    const values = { name, tradeName, document: document ? maskDocument(document) : undefined, email, phone };
    return details.open({ id, at: updatedAt.getTime() }, values);
  },
});

const openContact = action({
  name: 'clients.editContact',
  command: 'cliente',
  permission: 'edit',
  answers: 'form',
  input: one,
  run: async (ctx, { id }) => {
    const { contactName, analystId, revenue, notes, updatedAt } = await current(ctx, id);
    const values = {
      contactName,
      analyst: analystId ?? nobody,
      revenue: revenue === null ? undefined : ctx.w.format.number(revenue),
      notes,
    };
    return contact.open({ id, at: updatedAt.getTime() }, values);
  },
});

export const clientEdit: Feature = { actions: [openDetails, openContact], forms: [details, contact] };
