import { randomInt } from 'node:crypto';
import type { Place } from '../kit/incoming.ts';
import { fold } from '../kit/text.ts';
import { words } from '../words/index.ts';

export const memberRoles = ['admin', 'analyst'] as const;

/** A user of a workspace, as the platform itself names them. */
export interface Seat {
  platform: string;
  workspace: string;
  user: string;
}
export const seatOf = ({ platform, workspace, user }: Place): Seat => ({ platform, workspace, user });

/** Deadlines an invitation may have, in days. */
/** For whom a link to files opens. */
export const linksFor = ['presser', 'anyone'] as const;
export const requestDays = ['7', '15', '30', '60', '90'] as const;

/** The zones of Brazil, the capital's first: what nearly everybody chooses from. */
export const brazilianZones = Object.keys(
  words['pt-BR'].firms.zones,
) as (keyof (typeof words)['pt-BR']['firms']['zones'])[];
const zones: readonly string[] = [...new Set([...brazilianZones, ...Intl.supportedValuesOf('timeZone'), 'UTC'])];

const loose = (value: string) => fold(value).replace(/[\s_-]+/g, ' ');
const cityOf = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1);
const called = (zone: string): string[] => [zone, cityOf(zone), ...(brazilianNames.get(zone) ?? [])].map(loose);
const brazilianNames = new Map<string, string[]>(
  brazilianZones.map((zone) => [zone, words['pt-BR'].firms.zones[zone].split(', ')]),
);

/** The zone's IANA name, and the cities people know it by. */
export const zoneLabel = (zone: string): string =>
  brazilianNames.has(zone) ? `${brazilianNames.get(zone)!.join(', ')} (${zone})` : zone.replaceAll('_', ' ');

/** Zones that what is typed may mean; those of Brazil first. */
export function zonesLike(typed: string): string[] {
  const wanted = loose(typed);
  return zones.filter(
    (zone) => called(zone).some((name) => name.includes(wanted)) || loose(zoneLabel(zone)).includes(wanted),
  );
}

/** A time zone as people write it, city or IANA name, as an IANA name. */
export function readZone(typed: string): string | undefined {
  const wanted = loose(typed);
  const found = zones.find((zone) => called(zone).includes(wanted) || loose(zoneLabel(zone)) === wanted);
  if (found || !/^[a-z_]+(\/[a-z0-9_+-]+)*$/i.test(typed)) return found;
  try {
    // Older names that only the calendar itself still knows.
    return new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** A phone as typed, when it can be one. */
export function readPhone(typed: string): string | undefined {
  const digits = typed.replace(/\D/g, '').length;
  return /^\+?[\d\s().-]+$/.test(typed) && digits >= 8 && digits <= 15 ? typed.replace(/\s+/g, ' ').trim() : undefined;
}

// No letters that could be taken for a digit.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** How long a one-time code is good for, in minutes. */
export const codeMinutes = 30;
export const newCode = (): string => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
/** As it is shown: ABCDE-FGHJK. */
export const spacedCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;
export const readCode = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** For how long what proves something is kept when everything else has gone, in years: until nobody can be called to account for it. */
export const proofYears = 5;
