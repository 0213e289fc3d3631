import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import { longestPlace } from '../../kit/incoming.ts';
import { text, type View } from '../../kit/view.ts';
import { type Locale, locales } from '../../kit/words.ts';
import { localeOf, words } from '../../words/index.ts';
import * as pressed from '../presses.ts';
import { adminNames } from '../reads/arrival.ts';
import { ownLocale, settings } from '../reads/settings.ts';
import { linksFor, readPhone, readZone, requestDays, zoneLabel, zonesLike } from '../schema.ts';
import { sendProof } from '../service/addresses.ts';
import { changeDetails, changePreferences, chooseChannel, chooseLanguage } from '../service/settings.ts';
import type {} from '../steps.ts';
import { adminSettings, chatLanguage, ownSettings } from '../views/settings.ts';
import { greet } from './setup.ts';

const base = { command: 'configurar', permission: 'manage', input: z.object({}) } as const;

async function show(ctx: Ctx, done = false): Promise<View> {
  const own = await ownLocale(ctx);
  const mine = ctx.registry.given('ownSteps').map((button) => button(ctx.w));
  if (!ctx.can('manage')) return ownSettings(ctx.w, await adminNames(ctx), own, language.press({}), mine, done);
  const now = await settings(ctx);
  const { channel } = ctx.place;
  return adminSettings(
    ctx.w,
    now,
    own,
    language.press({}),
    [
      { label: ctx.w.firms.editFirm, style: 'primary', press: editFirm.press({}) },
      { label: ctx.w.firms.editPreferences, press: editPreferences.press({}) },
      ...(now.email && !now.proven ? [{ label: ctx.w.firms.prove, press: prove.press({}) }] : []),
      ...(channel && channel !== now.channel
        ? [{ label: ctx.w.firms.useChannel, press: useChannel.press({ channel }) }]
        : []),
      ...mine,
      ...ctx.registry.given('firmSteps').map((button) => button(ctx.w, now)),
    ],
    done,
  );
}

const firmForm = form({
  ...base,
  name: 'firms.details',
  answers: 'update',
  title: (w) => w.firms.editFirm,
  submit: (w) => w.firms.save,
  fields: z.object({
    name: field.text((w) => w.firms.fields.firm, { max: 100 }),
    email: field.email((w) => w.firms.fields.email),
    phone: field.text((w) => w.firms.phone, { max: 30, read: readPhone, refuse: (w) => w.firms.badPhone }).optional(),
  }),
  run: async (ctx, _, { name, email, phone = '' }) => {
    await changeDetails(ctx, { name, email, phone });
    return show(ctx, true);
  },
});

const editFirm = action({
  ...base,
  ...pressed.editFirm,
  answers: 'form',
  run: async (ctx) => {
    const { name, email, phone } = await settings(ctx);
    return firmForm.open({}, { name, email, phone });
  },
});

const preferencesForm = form({
  ...base,
  name: 'firms.preferences',
  answers: 'update',
  title: (w) => w.firms.editPreferences,
  submit: (w) => w.firms.save,
  fields: z.object({
    locale: field.choice(
      locales,
      (w) => w.firms.fields.locale,
      (w, value) => w.firms.language[value],
    ),
    timeZone: field.search(
      (w) => w.firms.fields.timeZone,
      async (_, typed) => zonesLike(typed).map((zone) => ({ label: zoneLabel(zone), value: zone })),
      { read: readZone, refuse: (w) => w.firms.badZone },
    ),
    requestDays: field.choice(
      requestDays,
      (w) => w.firms.fields.requestDays,
      (w, value) => w.firms.days(Number(value)),
    ),
    links: field.choice(
      linksFor,
      (w) => w.firms.fields.links,
      (w, value) => w.firms.linksFor[value],
    ),
    channel: field.channel((w) => w.firms.fields.channel).optional(),
  }),
  run: async (ctx, _, { locale, timeZone, requestDays, links, channel = null }) => {
    const openLinks = links === 'anyone';
    await changePreferences(ctx, { locale, timeZone, requestDays: Number(requestDays), openLinks }, channel);
    return show(ctx, true);
  },
});

const prove = action({
  ...base,
  name: 'firms.prove',
  answers: 'private',
  run: async (ctx) => {
    const { email } = await settings(ctx);
    const sent = email !== '' && (await sendProof(ctx, email));
    return {
      tone: sent ? 'good' : 'plain',
      blocks: [text(sent ? ctx.w.firms.proofSent(email) : ctx.w.firms.proofRecent(email))],
    };
  },
});

const editPreferences = action({
  ...base,
  ...pressed.editPreferences,
  answers: 'form',
  run: async (ctx) => {
    const { locale, timeZone, requestDays, openLinks, channel } = await settings(ctx);
    const links = openLinks ? 'anyone' : 'presser';
    return preferencesForm.open(
      {},
      { locale, timeZone, requestDays: String(requestDays), links, channel: channel ?? undefined },
    );
  },
});

const useChannel = action({
  ...base,
  name: 'firms.useChannel',
  answers: 'update',
  input: z.object({ channel: z.string().min(1).max(longestPlace) }),
  run: async (ctx, { channel }) => {
    await chooseChannel(ctx, channel);
    return show(ctx, true);
  },
});

/** The language from now on: the answer already speaks it. */
const speaking = (ctx: Ctx, locale: Locale): Ctx => ({ ...ctx, locale, w: words[locale] });

const language = action({
  ...base,
  name: 'firms.language',
  permission: 'see',
  answers: 'update',
  run: async (ctx, _, [picked = '']) => {
    const wanted = locales.find((locale) => locale === picked);
    if (!wanted && picked !== chatLanguage)
      throw new UserError('choice', (w) => w.kit.notAChoice(w.firms.myLanguage, picked.slice(0, 60), undefined));
    await chooseLanguage(ctx, wanted ?? null);
    return show(speaking(ctx, wanted ?? localeOf(ctx.place.locale) ?? (await settings(ctx)).locale), true);
  },
});

/** Everybody may ask: a visitor's way to a firm begins here. */
export const configure = command({
  name: 'configurar',
  title: (w) => w.firms.settings,
  summary: (w) => w.firms.settingsSummary,
  permission: 'visit',
  answers: 'private',
  examples: (w) => [{ typed: '', does: w.firms.settingsExample }],
  input: z.object({}),
  run: async (ctx) => (ctx.actor.kind === 'visitor' ? greet(ctx) : show(ctx)),
});

export const settingsActions = [editFirm, prove, editPreferences, useChannel, language];
export const settingsForms = [firmForm, preferencesForm];
