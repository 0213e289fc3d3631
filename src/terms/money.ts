/** The largest amount, in cents: what a column for whole numbers holds. */
const mostCents = 2_000_000_000;

/** Reais as people write them: 1.234,56, R$ 1234, 1234.5, and 1,234.56 as others do. Undefined when it is no amount. */
export function readReais(typed: string): number | undefined {
  const bare = typed.replace(/R\$|\s/gi, '');
  const plain = /^\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?$|^\d+,\d{1,2}$/.test(bare)
    ? bare.replaceAll('.', '').replace(',', '.')
    : /^\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?$/.test(bare)
      ? bare.replaceAll(',', '')
      : bare;
  return /^\d{1,12}(?:\.\d{1,2})?$/.test(plain) ? Number(plain) : undefined;
}

/** The same as integer cents, in text, as a field keeps it. */
export function readMoney(typed: string): string | undefined {
  const reais = readReais(typed);
  return reais !== undefined && reais * 100 <= mostCents ? String(Math.round(reais * 100)) : undefined;
}

/** A year's revenue in whole reais, in text; more than two thousand million is no firm's client. */
export function readRevenue(typed: string): string | undefined {
  const reais = readReais(typed);
  return reais !== undefined && reais <= 2_000_000_000 ? String(Math.round(reais)) : undefined;
}
