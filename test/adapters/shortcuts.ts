import type { ShortcutOn } from '../../src/kit/incoming.ts';
import type { ShortcutEntry } from '../../src/kit/platform.ts';

const entry = (on: ShortcutOn, name: string, title: string): ShortcutEntry => ({
  name,
  on,
  title: { 'pt-BR': title, en: title },
  description: { 'pt-BR': title, en: title },
});

/** The sample bot's shortcuts, as the core would describe them. */
export const sampleShortcuts: readonly ShortcutEntry[] = [
  entry('message', 'sample.read', 'Ler isto'),
  entry('message', 'sample.editWith', 'Editar com isto'),
  entry('person', 'sample.person', 'Ler isto'),
  entry('anywhere', 'sample.anywhere', 'Editar qualquer'),
];
