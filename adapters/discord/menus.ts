import type { ShortcutOn } from '../../src/kit/incoming.ts';

/** Where Discord has apps' own entries: in the menus of messages and of people. From anywhere one types a command. */
export const shortcutsOn = ['message', 'person'] as const satisfies readonly ShortcutOn[];
