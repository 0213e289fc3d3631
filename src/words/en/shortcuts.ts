import type { Shortcuts } from '../shortcuts.ts';

export const shortcuts: Shortcuts = {
  heading: 'Shortcuts',
  on: {
    message: 'In a message’s menu',
    person: 'In a person’s menu',
    anywhere: 'From anywhere',
  },
  inviteFromMessage: {
    title: 'Invite this client',
    summary:
      'Opens the invitation with the name, CNPJ, e-mail and phone the message has; nothing is sent before you check it',
  },
  invitePerson: {
    title: 'Invite this client',
    summary: 'Opens the invitation with this person as the contact; nothing is sent before you check it',
  },
  invite: { title: 'Invite a client', summary: 'Opens an empty invitation, as /convidar does' },
  find: { title: 'Find a client', summary: 'Searches by name, CNPJ, CPF or e-mail, as /cliente does' },
  attach: {
    title: 'Attach to a client',
    summary: 'Keeps the text of the message, and a link to it, in a client’s notes',
  },
  importSheet: {
    title: 'Import this sheet',
    summary: 'Shows what the sheet in the message would change in the portfolio, as /importar does',
  },
  findForm: 'Find a client',
  open: 'Open',
  attachForm: 'Attach to a client',
  attachSubmit: 'Keep',
  note: { typed: 'text', label: 'What to keep', hint: 'Goes to the end of the client’s notes, with today’s date' },
  files: (names) => `Files: ${names}`,
  noted: 'kept in the notes',
  noNote: 'Write what to keep.',
  noClient: (typed) => `I can’t find “${typed}” in the portfolio.`,
  severalClients: (typed, names) => `“${typed}” may be more than one client: ${names}. Type the CNPJ or the full name.`,
  noRoom: (left) =>
    left > 0
      ? `The notes of this client have room for ${left} more characters only. Shorten the text.`
      : 'The notes of this client are full. Delete something in them first.',
  noSheet: 'This message has no sheet. Send the file here.',
};
