import { type Day, daysBetween } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import type { Line } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { oneLine } from '../../terms/client.ts';
import { maskDocument, readDocument } from '../../terms/document.ts';
import { whatsapp } from '../../terms/phone.ts';
import type { Client } from '../reads/client.ts';
import type { Full } from '../reads/export.ts';
import type { ClientField } from './field.ts';

/** The phone, with a conversation in WhatsApp that has its first sentence ready. */
const phoneLine = (w: Words, { phone, contactName, name, plan, expiresOn }: Client, today: Day): Line => {
  const due = plan && expiresOn && daysBetween(today, expiresOn) <= 30 ? w.format.day(expiresOn) : undefined;
  const url = whatsapp(phone, w.clients.card.hello(contactName.split(' ')[0] ?? '', cut(name, 60), due));
  if (!phone) return w.clients.card.unknown;
  return url ? [phone, ' · ', { link: 'WhatsApp', url }] : phone;
};

/** Who a client is. A connected one says it itself. */
export const identity = {
  name: {
    words: (w: Words) => w.clients.field.companyName,
    column: 'name',
    card: false,
    edit: { form: 'details', by: 'line', max: 200, required: true },
    file: { cell: (_w: Words, client: Full) => client.name },
    filter: {
      key: 'name',
      at: 0,
      by: 'words',
      words: (w: Words) => w.clients.field.name,
      say: (_w: Words, value: string) => `“${value}”`,
      read: (typed: string) => oneLine(typed, 200) || undefined,
    },
    order: { key: 'name', column: 'nameKey' },
    search: true,
  },
  tradeName: {
    words: (w: Words) => w.clients.field.tradeName,
    column: 'tradeName',
    card: { line: (_w: Words, client: Client) => client.tradeName },
    edit: { form: 'details', by: 'line', max: 200 },
    file: { cell: (_w: Words, client: Full) => client.tradeName },
    filter: false,
    order: false,
    search: true,
  },
  document: {
    words: (w: Words) => w.clients.field.document,
    column: 'document',
    card: {
      label: (w: Words) => w.clients.card.facts.document,
      line: (w: Words, { document }: Client) => (document ? { code: maskDocument(document) } : w.clients.card.unknown),
    },
    edit: {
      form: 'details',
      by: 'read',
      max: 40,
      read: readDocument,
      refuse: (w: Words) => w.clients.edit.notADocument,
      shown: (_w: Words, { document }: Client) => (document ? maskDocument(document) : undefined),
      empty: null,
    },
    file: { cell: (_w: Words, { document }: Full) => (document ? maskDocument(document) : '') },
    filter: false,
    order: false,
    search: true,
  },
  email: {
    words: (w: Words) => w.clients.field.email,
    column: 'email',
    card: { line: (w: Words, client: Client) => client.email || w.clients.card.unknown },
    edit: { form: 'details', by: 'email', max: 254 },
    file: { cell: (_w: Words, client: Full) => client.email },
    filter: false,
    order: false,
    search: true,
  },
  phone: {
    words: (w: Words) => w.clients.field.phone,
    column: 'phone',
    card: { line: phoneLine },
    edit: { form: 'details', by: 'line', max: 40 },
    file: { cell: (_w: Words, client: Full) => client.phone },
    filter: false,
    order: false,
    search: false,
  },
  contactName: {
    words: (w: Words) => w.clients.field.contactName,
    column: 'contactName',
    card: { line: (_w: Words, client: Client) => client.contactName },
    edit: { form: 'contact', by: 'line', max: 120 },
    file: { cell: (_w: Words, client: Full) => client.contactName },
    filter: false,
    order: false,
    search: false,
  },
} as const satisfies Record<string, ClientField>;
