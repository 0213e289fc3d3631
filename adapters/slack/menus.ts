import type { ShortcutOn } from '../../src/kit/incoming.ts';

/** Where Slack has shortcuts: in a message's menu, and beside the field one writes in. A person has none. */
export const shortcutsOn = ['message', 'anywhere'] as const satisfies readonly ShortcutOn[];
