import { createHash } from 'node:crypto';
import type { Locale } from '../kit/words.ts';
import { words } from '../words/index.ts';

/** Goes up whenever the text changes in any language: what was agreed to stays provable. */
export const consentVersion = '2026-11';

/** What a client agrees to, and the hash that proves which words it was. */
export function consentOf(locale: Locale, firmName: string): { version: string; hash: string; lines: readonly string[] } {
  const lines = words[locale].connections.consent(firmName);
  return { version: `${consentVersion}/${locale}`, hash: createHash('sha256').update(lines.join('\n')).digest('hex'), lines };
}
