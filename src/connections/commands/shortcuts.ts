import { clientIn } from '../../clients/reads/meant.ts';
import { isForm, shortcut } from '../../kit/definition.ts';
import { maskDocument } from '../../terms/document.ts';
import { mentioned } from '../../terms/mentioned.ts';
import { inviteClient, inviteForm } from './invite.ts';

const base = { permission: 'invite', answers: 'form' } as const;

/** The invitation with what the message says in it; of a client of the portfolio, with what is known of them as well. */
const inviteFromMessage = shortcut({
  ...base,
  name: 'invite.message',
  on: 'message',
  title: (w) => w.shortcuts.inviteFromMessage.title,
  summary: (w) => w.shortcuts.inviteFromMessage.summary,
  run: async (ctx, { text }) => {
    const { document, ...said } = mentioned(text);
    const values = { ...said, ...(document ? { document: maskDocument(document) } : {}) };
    const known = await clientIn(ctx, text);
    const opened = known && (await inviteClient.run(ctx, { id: known.id }, []));
    if (!opened) return inviteForm.open({}, values);
    if (!isForm(opened)) return opened;
    // What is kept of them holds; the message fills in what is not.
    const kept = Object.fromEntries(Object.entries(opened.values).filter(([, value]) => value));
    return { ...opened, values: { ...values, ...kept } };
  },
});

/** Of a person only the name is known: whose company it is, whoever invites fills in. */
const invitePerson = shortcut({
  ...base,
  name: 'invite.person',
  on: 'person',
  title: (w) => w.shortcuts.invitePerson.title,
  summary: (w) => w.shortcuts.invitePerson.summary,
  run: async (_ctx, { author }) => inviteForm.open({}, author?.name ? { contactName: author.name.slice(0, 100) } : {}),
});

const inviteAnywhere = shortcut({
  ...base,
  name: 'invite.anywhere',
  on: 'anywhere',
  title: (w) => w.shortcuts.invite.title,
  summary: (w) => w.shortcuts.invite.summary,
  run: async () => inviteForm.open({}),
});

export const inviteShortcuts = [inviteFromMessage, invitePerson, inviteAnywhere] as const;
