import { visible } from '../kit/text.ts';
import type { Tone } from './schema.ts';

/** Width of every chart, in units; two pixels each. A phone shows it at about 360 wide, so that type of 18 units reads as 16 to 17. */
export const width = 400;
export const margin = 20;

// Told apart by people who see colours differently, and by their lightness. The card is white with a border: it stands on a light
// page as on a dark one.
const fills: Readonly<Record<Tone, string>> = {
  plain: '#0f766e',
  good: '#0f766e',
  warn: '#d97706',
  bad: '#be185d',
  quiet: '#94a3b8',
};
export const fillOf = (tone: Tone = 'plain'): string => fills[tone];
export const ink = '#0f172a';
export const soft = '#475569';
export const line = '#e2e8f0';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (value: string) => value.replace(/[&<>"']/g, (each) => escapes[each]!);

/** About how wide a character of Inter is, in parts of the size of its type; a little more rather than less. */
function widthOf(char: string): number {
  if (/[\u1100-\u{1ffff}]/u.test(char)) return 1.1;
  if (/[ijlIt.,:;'|!()[\] ]/.test(char)) return 0.34;
  if (/[mwMW@%]/.test(char)) return 0.95;
  return /[A-Z]/.test(char) ? 0.72 : 0.6;
}

/** The width of a text, in units. */
export const measure = (value: string, size: number): number =>
  [...value].reduce((sum, char) => sum + widthOf(char) * size, 0);

/** A text on one line that is at most so wide; what is cut ends in an ellipsis. */
export function clip(value: string, size: number, room: number): string {
  const chars = [
    ...visible(value)
      .replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
      .trim(),
  ];
  if (measure(chars.join(''), size) <= room) return chars.join('');
  while (chars.length > 0 && measure(`${chars.join('')}…`, size) > room) chars.pop();
  return `${chars.join('').trimEnd()}…`;
}

export interface Type {
  size: number;
  bold?: boolean;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
}

export const textAt = (
  x: number,
  y: number,
  value: string,
  { size, bold, fill = ink, anchor = 'start' }: Type,
): string =>
  `<text x="${round(x)}" y="${round(y)}" font-family="Inter" font-weight="${bold ? 600 : 400}" font-size="${size}" fill="${fill}" text-anchor="${anchor}">${escaped(value)}</text>`;

export const round = (value: number): number => Math.round(value * 100) / 100;

export const box = (x: number, y: number, w: number, h: number, fill: string, radius = 4): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="${radius}" fill="${fill}"/>`;

/** The card that every chart stands on. */
export const card = (height: number, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${round(height)}" viewBox="0 0 ${width} ${round(height)}">` +
  `<rect x="0.5" y="0.5" width="${width - 1}" height="${round(height) - 1}" rx="12" fill="#ffffff" stroke="${line}"/>${parts.join('')}</svg>`;
