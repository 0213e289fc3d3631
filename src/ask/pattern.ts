/**
 * Patterns over lemmas. A sentence is one text in which every lemma is followed by a space; a pattern is written as the lemmas it wants:
 * `one|other` either, `?` behind a word or a parenthesis may be missing, `#` a number, `@` a date, `&` a member, `~` a family of plans,
 * `%` an address, `_` an unknown word, `*` anything of any length. What stands in for a number, a date and so on is captured.
 */
const piece = (word: string): string => {
  const optional = word.endsWith('?') && word.length > 1;
  const bare = optional ? word.slice(0, -1) : word;
  const made =
    bare === '#'
      ? '(?:#(\\d+) )'
      : bare === '@'
        ? '(?:@(\\S+) )'
        : bare === '&'
          ? '(?:&(\\d+) )'
          : bare === '~'
            ? '(?:~(\\S+) )'
            : bare === '_'
              ? '(?:_(\\S+) )'
              : bare === '%'
                ? '(?:%(\\S+) )'
                : bare === '*'
                  ? '((?:\\S+ )*?)'
                  : `(?:(?:${bare.replace(/[.*+^${}[\]\\]/g, '\\$&')}) )`;
  return optional ? `${made}?` : made;
};

const known = new Map<string, RegExp>();

/** The pattern as an expression that is tried where `lastIndex` says. */
export function pattern(source: string): RegExp {
  const before = known.get(source);
  if (before) return before;
  const made = source
    .trim()
    .split(/\s+/)
    .map((word) =>
      word === '(' ? '(?:' : /^\)[?+*]?$/.test(word) ? word : word === '|' ? '|' : word === '$' ? '$' : piece(word),
    )
    .join('');
  const expression = new RegExp(made, 'y');
  known.set(source, expression);
  return expression;
}
