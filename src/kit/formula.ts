/**
 * What a spreadsheet would run: it begins with one of these, also in the full width that East Asian keyboards write and some programs
 * take for the same. With an apostrophe before it, it is shown; what has apostrophes there already gets one more, for whoever reads it
 * back takes exactly one away.
 */
const formula = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

export const isFormula = (value: string): boolean => formula.test(value);
export const guarded = (value: string): string => (isFormula(value) ? `'${value}` : value);
