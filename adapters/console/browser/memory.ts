// What the browser remembers: who one is (in each tab somebody else may be), and the language (the same in all).

function remember(store: () => Storage, name: string, value?: string): string | undefined {
  // A browser may forbid it; then nothing is remembered.
  try {
    if (value === undefined) return store().getItem(name) ?? undefined;
    store().setItem(name, value);
    return value;
  } catch {
    return undefined;
  }
}

/** The person's id; with an argument it is set. */
export const person = (id?: string) => remember(() => sessionStorage, 'carteira.person', id);
export const language = (lang?: string) => remember(() => localStorage, 'carteira.lang', lang);

/** The first steps that were passed over, by name; `*` when all were. */
export function passedOver(name?: string): readonly string[] {
  const before = remember(() => localStorage, 'carteira.guide')?.split(' ') ?? [];
  if (name === undefined || before.includes(name)) return before;
  const now = [...before, name];
  remember(() => localStorage, 'carteira.guide', now.join(' '));
  return now;
}

/** `/console?person=…&lang=…` sets both, once. */
export function readAddress(): void {
  const asked = new URLSearchParams(location.search);
  person(asked.get('person') || undefined);
  language(asked.get('lang') || undefined);
  if (location.search) history.replaceState(null, '', location.pathname);
}
