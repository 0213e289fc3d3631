import { z } from 'zod';
import { type CommandEntry, platform } from '../../src/kit/platform.ts';
import type { Locale } from '../../src/kit/words.ts';

/** The commands in one language. */
const typedCommands = (commands: readonly CommandEntry[], locale: Locale) =>
  commands.map((command) => ({
    name: command.name,
    summary: command.description[locale],
    options: command.options.map((option) => ({
      name: option.field,
      typed: option.name[locale],
      label: option.description[locale],
      kind: option.autocomplete ? ('search' as const) : option.kind,
      choices: option.choices?.map((choice) => ({ value: choice.value, label: choice.label[locale] })),
      rest: option.rest,
    })),
  }));

declare module '../../src/kit/incoming.ts' {
  interface Platforms {
    console: true;
  }
}

/** It asks nobody for a password: it is there on this machine only. */
export const browserConsole = platform({
  name: 'console',
  chat: false,
  can: {
    forms: true,
    filesInForms: true,
    privateInChannel: true,
    edits: true,
    typingAhead: true,
    files: true,
    buttons: 25,
    shortcuts: [],
  },
  variables: {
    CONSOLE: z
      .enum(['on', 'off'], 'option')
      .optional()
      .describe(
        'on or off: the chat in the browser at /console, on loopback only. Default: on when no chat token is set and PUBLIC_URL is this machine.',
      ),
  },
  isConfigured: ({ given, chats, local, open }) =>
    local && (given.CONSOLE === 'on' || (given.CONSOLE !== 'off' && !chats && !open)),
  problems: ({ given, local, open }) =>
    given.CONSOLE === 'on'
      ? [
          ...(local ? [] : [{ variable: 'CONSOLE', wrong: 'console' }]),
          ...(open ? [{ variable: 'CONSOLE', wrong: 'consolePublic' }] : []),
        ]
      : [],
  load: async (_, { core, words, localeOf, commands, people, guide, mailbox, localKey, publicUrl, log }) => {
    const { createConsole } = await import('./surface.ts');
    return createConsole({
      core,
      words: (said) => words(said).platforms.console.says,
      people,
      guide,
      mailbox,
      commands: (said) => typedCommands(commands, localeOf(said)),
      key: localKey,
      link: `${publicUrl}/console`,
      log,
    });
  },
});
