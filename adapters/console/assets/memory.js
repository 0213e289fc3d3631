// What the browser remembers: who one is (in each tab somebody else may be), and the language (the same in all).

function remember(store, name, value) {
  // A browser may forbid it; then nothing is remembered.
  try {
    if (value === undefined) return store().getItem(name) ?? undefined;
    store().setItem(name, value);
  } catch {
    return undefined;
  }
}

/** The person's id; with an argument it is set. */
export const person = (id) => remember(() => sessionStorage, 'carteira.person', id);
export const language = (lang) => remember(() => localStorage, 'carteira.lang', lang);

/** `/console?person=…&lang=…` sets both, once. */
export function readAddress() {
  const asked = new URLSearchParams(location.search);
  if (asked.get('person')) person(asked.get('person'));
  if (asked.get('lang')) language(asked.get('lang'));
  if (location.search) history.replaceState(null, '', location.pathname);
}
