import { fold } from './text.ts';

/** What Windows keeps for its devices, with any ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/;

/** A piece of a file name that every system takes: letters without accents, digits, hyphens; at most `max` characters, never empty. */
export function safeName(text: string, max = 60): string {
  const plain = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, max)
    .replace(/^-+|-+$/g, '');
  return !plain ? 'sem-nome' : reserved.test(plain) ? `${plain}-`.replace(/-$/, '_') : plain;
}

/** Names that are new in their folder, also where capitals make no difference: the second `a.xml` becomes `a-2.xml`. */
export function createNames() {
  const taken = new Set<string>();
  return (name: string): string => {
    const [, stem = name, ending = ''] = /^(.*?)(\.[a-z0-9]+)?$/i.exec(name) ?? [];
    for (let n = 1; ; n++) {
      const each = n === 1 ? name : `${stem}-${n}${ending}`;
      if (taken.has(each.toLowerCase())) continue;
      taken.add(each.toLowerCase());
      return each;
    }
  };
}
