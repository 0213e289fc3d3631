/** What a statement does and to which table, from its own first words; of what is nested, the first table that it names. */
export function statementName(sql: string): { operation: string; table?: string } {
  const operation =
    /^\s*(?:with\b.*?\b)?(select|insert|update|delete)\b/is.exec(sql)?.[1] ?? /^\s*(\w+)/.exec(sql)?.[1];
  const table = /\b(?:from|into|update|join)\s+(?:[`"]?\w+[`"]?\.)?[`"]([A-Z]\w*)[`"]/i.exec(sql)?.[1];
  return { operation: (operation ?? 'statement').toUpperCase(), ...(table && { table }) };
}
