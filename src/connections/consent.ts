import { createHash } from 'node:crypto';
import type { Locale } from '../kit/words.ts';
import { words } from '../words/index.ts';

/** Goes up whenever the text changes in any language: what was agreed to stays provable. */
export const consentVersion = '2026-11-28.2';

interface Text {
  version: string;
  hash: string;
  lines: readonly string[];
}
const text = (version: string, lines: readonly string[]): Text => ({
  version,
  hash: createHash('sha256').update(lines.join('\n')).digest('hex'),
  lines,
});

/** What a client agrees to, and the hash that proves which words it was. */
export const consentOf = (locale: Locale, firmName: string): Text =>
  text(`${consentVersion}/${locale}`, words[locale].connections.consent(firmName));

/** What a client agrees to who asks: the firm has no name yet but the one they typed. */
export const askConsentOf = (locale: Locale): Text =>
  text(`${consentVersion}-ask/${locale}`, [words[locale].portal.mine.agree]);
