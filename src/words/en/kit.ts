import type { KitWords } from '../../kit/words.ts';

export const kit: KitWords = {
  oldCard: (command) =>
    command
      ? `This card is old and I no longer know what it meant. Type /${command} to go on from here.`
      : 'This card is old and I no longer know what it meant. Type /ajuda to see what I can do.',
  unknownCommand: (name, near) => `I don't know /${name}. ${near ? `Did you mean /${near}?` : 'Type /ajuda to see what I can do.'}`,
  unknownOption: (name, near) => `I didn't understand “${name}”. ${near ? `Did you mean ${near}:?` : 'See the examples in /ajuda.'}`,
  notAChoice: (field, value, near) => `${field}: there is no “${value}”.${near ? ` Did you mean ${near}?` : ''}`,
  notADate: (value) => `${value ? `“${value}” is not a date` : 'This is not a date'}. Write, for example, 31/12/2026 or today.`,
  notUnderstood: (field, value) => `${field}: I didn't understand “${value}”.`,
  missing: (field) => `Please fill in: ${field}.`,
  tooLong: (field, max) => `${field}: at most ${max} characters.`,
  notAllowed: 'Only an administrator of the firm can do that. Ask whoever runs the team (/equipe shows who that is).',
  broken: (reference) =>
    `Something went wrong on our side, and nothing was left half done. Try again; if it goes on, tell us the code ${reference}.`,
  busy: 'A lot is going on at once. Nothing was changed; try again in a moment.',
  unsure: 'The connection to the database was lost while writing, and I do not know whether the change stands. Look before you repeat it.',
  cannotWrite: {
    damaged: 'The disk of the server fails, and nothing can be written now. Nothing was changed; tell whoever looks after the server.',
    full: 'The disk of the server is full, and nothing can be written now. Nothing was changed; tell whoever looks after the server.',
    gone: 'The database file was moved away, and nothing can be written now. Nothing was changed; tell whoever looks after the server.',
    readonly: 'The database can only be read now. Nothing was changed; tell whoever looks after the server.',
  },
  repeated: 'That has already been done; I did not do it twice.',
  slowDown: (seconds) => `Easy, that is a lot at once. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  cut: (count) => `… and ${count} more`,
  yes: 'Yes',
  no: 'No',
  working: 'One moment…',
  typed: 'You wrote',
  whichFirm: 'For which firm?',
};
