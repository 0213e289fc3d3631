import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { type Feature, form, shortcut } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import type { Pointed } from '../../kit/incoming.ts';
import { cut } from '../../kit/text.ts';
import { maskDocument } from '../../terms/document.ts';
import { fields } from '../fields.ts';
import { clientIn, clientsMeant } from '../reads/meant.ts';
import { type SearchHit, suggestClients } from '../reads/search.ts';
import { addNote } from '../service/note.ts';
import { card, find } from './card.ts';

const client = field.search((w) => w.clients.field.client, suggestClients);

const findForm = form({
  name: 'clients.findForm',
  command: 'cliente',
  permission: 'see',
  answers: 'private',
  title: (w) => w.shortcuts.findForm,
  submit: (w) => w.shortcuts.open,
  input: z.object({}),
  fields: z.object({ client }),
  run: (ctx, _state, { client: typed }) => find(ctx, typed),
});

const findAnywhere = shortcut({
  name: 'clients.find',
  on: 'anywhere',
  permission: 'see',
  answers: 'form',
  title: (w) => w.shortcuts.find.title,
  summary: (w) => w.shortcuts.find.summary,
  run: async () => findForm.open({}),
});

/** So much of a message is kept: the rest is behind its link. */
const most = 1200;

/** What a message says, who said it, which files are in it, and where it stands. */
const noteOf = ({ w }: Ctx, { text, files, author, link }: Pointed): string =>
  [
    text && cut(author?.name ? `${author.name}: ${text}` : text, most),
    ...(files.length > 0 ? [w.shortcuts.files(cut(files.map(({ name }) => name).join(', '), 200))] : []),
    link,
  ]
    .filter(Boolean)
    .join('\n');

async function one(ctx: Ctx, typed: string): Promise<SearchHit> {
  const [found, ...others] = await clientsMeant(ctx, typed);
  if (found && others.length === 0) return found;
  const said = cut(typed, 60);
  const names = [found, ...others].map((each) => each && cut(each.name, 40)).join(', ');
  const say = (w: Ctx['w']) => (found ? w.shortcuts.severalClients(said, names) : w.shortcuts.noClient(said));
  throw new UserError('input', say, { fields: { client: say } });
}

const attachForm = form({
  name: 'clients.attachForm',
  command: 'cliente',
  permission: 'edit',
  answers: 'private',
  title: (w) => w.shortcuts.attachForm,
  submit: (w) => w.shortcuts.attachSubmit,
  input: z.object({}),
  fields: z.object({
    client,
    note: field.long((w) => w.shortcuts.note, { max: fields.notes.edit.max }),
  }),
  run: async (ctx, _state, { client: typed, note }) => {
    const { id } = z.uuid().safeParse(typed).success ? { id: typed } : await one(ctx, typed);
    await addNote(ctx, id, `${ctx.w.format.day(ctx.today)} · ${note}`);
    return card(ctx, id, ctx.w.shortcuts.noted);
  },
});

const attach = shortcut({
  name: 'clients.attach',
  on: 'message',
  permission: 'edit',
  answers: 'form',
  title: (w) => w.shortcuts.attach.title,
  summary: (w) => w.shortcuts.attach.summary,
  run: async (ctx, pointed) => {
    const meant = await clientIn(ctx, pointed.text);
    const note = noteOf(ctx, pointed);
    // A name may be another's too: its number says which.
    const named = meant && (await clientsMeant(ctx, meant.name)).length === 1;
    const said = meant && (named || !meant.document ? meant.name : maskDocument(meant.document));
    return attachForm.open({}, { ...(said ? { client: said } : {}), ...(note ? { note } : {}) });
  },
});

export const clientShortcuts: Feature = { forms: [findForm, attachForm], shortcuts: [findAnywhere, attach] };
