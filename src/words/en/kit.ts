import type { KitWords } from '../../kit/words.ts';

export const kit: KitWords = {
  oldCard: (command) =>
    command
      ? `This message is old and its buttons no longer work. Type /${command} to continue.`
      : 'This message is old and its buttons no longer work. Type /ajuda to see what I can do.',
  unknownCommand: (name, near) =>
    `I don’t know /${name}. ${near ? `Did you mean /${near}?` : 'Type /ajuda to see what I can do.'}`,
  unknownShortcut: 'This shortcut is gone. Type /ajuda to see what I can do.',
  unknownOption: (name, near) =>
    `I didn’t understand “${name}”. ${near ? `Did you mean ${near}:?` : 'See the examples in /ajuda.'}`,
  notAChoice: (field, value, near) => `${field}: there is no “${value}”.${near ? ` Did you mean ${near}?` : ''}`,
  notADate: (value) =>
    `${value ? `“${value}” is not a date` : 'This is not a date'}. Write, for example, 31/12/2026 or today.`,
  notUnderstood: (field, value) => `${field}: I didn’t understand “${value}”.`,
  missing: (field) => `Please fill in: ${field}.`,
  tooLong: (field, max) => `${field}: at most ${max} characters.`,
  notAllowed: 'Only an administrator of the firm can do that. Ask whoever runs the team (/equipe shows who that is).',
  broken: (reference) =>
    `Something went wrong here, and no change was left incomplete. Try again; if it keeps happening, tell us the code ${reference}.`,
  busy: 'There are too many requests at once. Nothing was changed; try again in a moment.',
  unsure:
    'The connection to the database was lost while writing, and I do not know whether the change was saved. Check before repeating it.',
  cannotWrite: {
    damaged:
      'The server’s disk has failed, and nothing can be written now. Nothing was changed; tell the server’s operator.',
    full: 'The server’s disk is full, and nothing can be written now. Nothing was changed; tell the server’s operator.',
    gone: 'The database file was moved away, and nothing can be written now. Nothing was changed; tell the server’s operator.',
    readonly: 'The database is read-only now. Nothing was changed; tell the server’s operator.',
  },
  repeated: 'That has already been done; nothing was repeated.',
  slowDown: (seconds) =>
    `Too many requests in a short time. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  cut: (count) => `… and ${count} more`,
  more: 'More actions',
  yes: 'Yes',
  no: 'No',
  working: 'One moment…',
  typed: 'You wrote',
  waits: 'This waits for the person to confirm it in their chat.',
  onlyReads:
    'This key only reads. Nothing was changed. To prepare actions, the person makes another key in /configurar, under Assistants.',
  byPerson: 'Only the person themselves can do this, in their chat.',
  whichFirm: 'For which firm?',
};
