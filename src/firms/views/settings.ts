import { type Button, type Press, text, type View } from '../../kit/view.ts';
import { type Locale, locales, type Words } from '../../kit/words.ts';
import type { Settings } from '../reads/settings.ts';
import { zoneLabel } from '../schema.ts';

/** The menu's word for: whatever language the person's chat has. */
export const chatLanguage = 'chat';

const languageMenu = (w: Words, own: Locale | undefined, press: Press) => ({
  kind: 'choice' as const,
  label: w.firms.myLanguage,
  press,
  options: [
    { label: w.firms.chatLanguage, value: chatLanguage },
    ...locales.map((locale) => ({ label: w.firms.language[locale], value: locale })),
  ],
  selected: [own ?? chatLanguage],
});

const saved = (w: Words, done: boolean) => (done ? [text(w.firms.saved)] : []);

export const adminSettings = (
  w: Words,
  now: Settings,
  own: Locale | undefined,
  language: Press,
  buttons: readonly Button[],
  done = false,
): View => ({
  title: w.firms.settingsTitle,
  ...(done ? { tone: 'good' } : {}),
  blocks: [
    ...saved(w, done),
    {
      kind: 'facts',
      facts: [
        { label: w.firms.name, value: now.name },
        {
          label: w.firms.email,
          value: now.email ? (now.proven ? now.email : `${now.email} (${w.firms.unproven})`) : w.firms.none,
        },
        { label: w.firms.phoneShort, value: now.phone || w.firms.none },
        { label: w.firms.locale, value: w.firms.language[now.locale] },
        { label: w.firms.timeZone, value: zoneLabel(now.timeZone) },
        { label: w.firms.requestDays, value: w.firms.days(now.requestDays) },
        { label: w.firms.links, value: w.firms.linksFor[now.openLinks ? 'anyone' : 'presser'] },
        ...(now.closesAt
          ? [{ label: w.rights.firm.closesAt, value: { bold: w.connections.instant(now.closesAt, now.timeZone) } }]
          : []),
        { label: w.firms.channel, value: now.channel ? { channel: now.channel } : w.firms.noChannel },
      ],
    },
    { kind: 'buttons', buttons },
    languageMenu(w, own, language),
  ],
});

/** For those who may not change the firm's settings: who may, and what is their own. */
export const ownSettings = (
  w: Words,
  admins: readonly string[],
  own: Locale | undefined,
  language: Press,
  buttons: readonly Button[],
  done = false,
): View => ({
  title: w.firms.settingsTitle,
  ...(done ? { tone: 'good' } : {}),
  blocks: [
    ...saved(w, done),
    text(w.firms.settingsOthers(admins)),
    ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
    languageMenu(w, own, language),
  ],
});
