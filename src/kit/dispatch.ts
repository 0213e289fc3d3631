import { readAsked, type Said } from './arrange.ts';
import { createBulkhead } from './bulkhead.ts';
import type { Actor, Asker, Ctx, Firm, Log } from './ctx.ts';
import { dayAt } from './days.ts';
import { type Action, type Command, type Form, isForm, type Result, type Shortcut } from './definition.ts';
import { UserError } from './errors.ts';
import { fieldsOf, suggestIn } from './field.ts';
import { readId, readInput } from './ids.ts';
import type { Answers, Asked, Core, Drafts, Incoming, Outcome, Place, Raw } from './incoming.ts';
import { readTyped } from './parse.ts';
import type { Right } from './permission.ts';
import { type Kept, runFor } from './prepared.ts';
import { createPrivately, forWorkspace, type Seat } from './privately.ts';
import { createRefusal } from './refusal.ts';
import type { Registry } from './registry.ts';
import { type Stored, sealForm, sealView } from './seal.ts';
import { nearest, visible } from './text.ts';
import { looseIn, nameOf } from './typed.ts';
import { readValues } from './values.ts';
import type { View } from './view.ts';
import type { Locale, Words } from './words.ts';

/** Who somebody is to the bot. */
export interface Identity {
  firm: Firm;
  actor: Actor;
  can(permission: Right): boolean;
  locale: Locale;
}

export interface DispatchParts {
  registry: Registry;
  /** The command whose answer stands on everybody's own page. */
  home: string;
  /** What answers somebody's own words: an action that takes `text`; and what stands behind a command and is none of its options. */
  asking: { action: string; behind(ctx: Ctx, command: string, text: string): Promise<Result | undefined> };
  /** Every language, the default first. */
  words: Readonly<Record<Locale, Words>>;
  /** The member behind a platform's user; for somebody no firm knows, a visitor. */
  identify(place: Place): Promise<Identity>;
  /** The workspaces in which a platform's user belongs to a firm. */
  seats(place: Place): Promise<readonly Seat[]>;
  /** What a visitor is told who asks for more than a visitor may. */
  welcome(ctx: Ctx): Promise<View>;
  keep(firmId: string, stored: readonly Stored[]): Promise<void>;
  recall(firmId: string, token: string): Promise<string | undefined>;
  drafts: Drafts;
  /** Keeps what an assistant asked for until its person does it, and says so. */
  prepare(ctx: Ctx, kept: Kept): Promise<View>;
  /** Seconds to wait, or 0. */
  limit(who: string): number;
  clock(): Date;
  log: Log;
  /** Turns what the house knows of into words; everything else is broken. */
  inWords?(error: unknown): unknown;
  /** What every context carries besides. */
  house: Omit<Ctx, keyof Asker>;
}

type Definition = Command | Action | Form | Shortcut;
interface Found {
  definition: Definition;
  run(ctx: Ctx): Promise<Result>;
  form?: Form;
  raw?: Readonly<Record<string, Raw>>;
  again?: Command['again'];
}

/** Of one firm, at once; in milliseconds, how long one may take until the next begins. */
const inHand = { most: 3, patience: 1000 };

/** Answers that are remembered, so that a repeated delivery gets the same one without being done twice. */
const rememberedAnswers = 256;

export function createDispatch(parts: DispatchParts): Core {
  const { registry, words } = parts;
  const languages = Object.values(words);
  const answered = new Map<string, Promise<Outcome>>();
  const enter = createBulkhead(inHand);

  const privately = createPrivately({ ...parts, defaultWords: languages[0]! });

  const saidBy = (asked: Asked): Said => readAsked(asked, parts.home);

  const definitionOf = (asked: Said): Definition | undefined => {
    if (asked.kind === 'typed' || asked.kind === 'command') return registry.commands.get(asked.command);
    if (asked.kind === 'shortcut') return registry.shortcuts.get(asked.name);
    if (asked.kind === 'words') return registry.actions.get(parts.asking.action);
    if (asked.kind === 'press') return registry.actions.get(readId(asked.id).name);
    if (asked.kind === 'submit') return registry.forms.get(readId(asked.id).name);
    if (asked.command === undefined && asked.id === undefined) return registry.actions.get(parts.asking.action);
    return asked.command
      ? registry.commands.get(asked.command)
      : (registry.actions.get(readId(asked.id ?? '').name) ?? registry.forms.get(readId(asked.id ?? '').name));
  };

  /** The command to type instead of pressing a card that says nothing to us any more. */
  const commandNear = (id: string): string | undefined => {
    const family = readId(id).name.split('.')[0]!;
    return [...registry.actions.values(), ...registry.forms.values()].find((each) => each.name.split('.')[0] === family)
      ?.command;
  };

  const inputOf = async (ctx: Ctx, id: string, definition: Action | Form) => {
    const { token } = readId(id);
    const data = token === undefined ? id : await parts.recall(ctx.firm.id, token);
    const input = data && readId(data).name === definition.name ? readInput(data, definition.input) : undefined;
    if (!input) throw new UserError('old-card', (w) => w.kit.oldCard(definition.command));
    return input;
  };

  const refused = createRefusal({ ...parts, inputOf });

  const find = async (ctx: Ctx, asked: Exclude<Said, { kind: 'search' }>): Promise<Found> => {
    const definition = definitionOf(asked);
    if (asked.kind === 'typed' || asked.kind === 'command') {
      if (!definition) {
        const near = nearest(asked.command, registry.commands.keys());
        throw new UserError('unknown-command', (w) => w.kit.unknownCommand(asked.command.slice(0, 40), near));
      }
      const command = definition as Command;
      const found: Found = {
        definition,
        run: async () => {
          found.raw =
            asked.kind === 'typed' ? readTyped(asked.text, command.input, languages, ctx.today) : asked.options;
          const loose = looseIn(command, asked);
          const answer =
            loose && ctx.can(command.permission) ? await parts.asking.behind(ctx, command.name, loose) : undefined;
          if (answer) return answer;
          return command.run(ctx, readValues(command.input, found.raw, ctx.today, languages));
        },
        again: command.again,
      };
      return found;
    }
    if (asked.kind === 'words')
      return {
        definition: definition!,
        run: async () => (definition as Action).run(ctx, { text: visible(asked.text) }, []),
      };
    if (asked.kind === 'shortcut') {
      if (!definition) throw new UserError('unknown-shortcut', (w) => w.kit.unknownShortcut);
      const { text, ...pointed } = asked.pointed;
      return { definition, run: async () => (definition as Shortcut).run(ctx, { ...pointed, text: visible(text) }) };
    }
    if (!definition) throw new UserError('old-card', (w) => w.kit.oldCard(commandNear(asked.id)));
    if (asked.kind === 'press') {
      const action = definition as Action;
      return {
        definition,
        run: async () => action.run(ctx, await inputOf(ctx, asked.id, action), (asked.picked ?? []).map(visible)),
      };
    }
    const form = definition as Form;
    const run = async () => {
      const input = await inputOf(ctx, asked.id, form);
      return form.run(ctx, input, readValues(form.fields, asked.fields, ctx.today, languages));
    };
    return { definition, run, form, raw: asked.fields };
  };

  const contextOf = (incoming: Incoming, place: Place, who: Identity, stored: Stored[]): Ctx => {
    const now = parts.clock();
    const ctx: Ctx = {
      ...parts.house,
      ...who,
      w: words[who.locale],
      now,
      today: dayAt(now, who.firm.timeZone),
      place,
      log: parts.log,
      registry,
      delivery: { key: incoming.key },
      again: async (kept) => {
        const found = await find(ctx, saidBy(kept) as Exclude<Said, { kind: 'search' }>);
        if (!ctx.can(found.definition.permission)) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
        return found.run(ctx);
      },
      progress: async (view) => {
        await incoming.progress?.(sealView(registry, ctx.w, view, stored))?.catch(() => undefined);
      },
    };
    return ctx;
  };

  const show = async (ctx: Ctx, result: Result, answers: Answers, stored: Stored[]): Promise<Outcome> => {
    const outcome: Outcome = isForm(result)
      ? { kind: 'form', form: await sealForm(registry, result, ctx, stored) }
      : {
          kind: 'view',
          answers: answers === 'form' ? 'private' : answers,
          view: sealView(registry, ctx.w, result, stored),
        };
    if (stored.length > 0) await parts.keep(ctx.firm.id, stored);
    return outcome;
  };

  const suggest = async (ctx: Ctx, asked: Extract<Asked, { kind: 'search' }>): Promise<Outcome> => {
    const definition = definitionOf(asked);
    if (!definition || !ctx.can(definition.permission)) return { kind: 'options', options: [] };
    const typed = visible(asked.typed.slice(0, 200));
    const object = 'fields' in definition ? definition.fields : 'input' in definition ? definition.input : undefined;
    const fields = asked.field && object ? fieldsOf(object) : [];
    const field = fields.find((each) => each.name === asked.field);
    const options = field
      ? await suggestIn(field, ctx, typed)
      : ((await (definition as Action).complete?.(ctx, typed)) ?? []);
    return { kind: 'options', options: options.slice(0, 25) };
  };

  /** The one place where errors become answers. */
  const handle = async (incoming: Incoming): Promise<Outcome> => {
    const started = performance.now();
    const stored: Stored[] = [];
    let { place } = incoming;
    let asked = saidBy(incoming.asked);
    let ctx: Ctx | undefined;
    let found: Found | undefined;
    let code = 'ok';
    let leave: (() => void) | undefined;
    try {
      const wait = parts.limit(`${place.platform}:${place.workspace}:${place.user}`);
      if (place.workspace === '') {
        const there = await privately(place, asked);
        if ('choose' in there) return { kind: 'view', answers: 'private', view: there.choose };
        ({ place, asked } = there);
      }
      const who = await parts.identify(place);
      // Who is only told to slow down takes nobody's turn.
      if (wait === 0) leave = await enter(who.firm.id || place.workspace);
      ctx = contextOf(incoming, place, who, stored);
      if (asked.kind === 'search') return wait > 0 ? { kind: 'options', options: [] } : await suggest(ctx, asked);
      if (wait > 0) throw new UserError('slow-down', (w) => w.kit.slowDown(wait));
      found = await find(ctx, asked);
      if (!ctx.can(found.definition.permission)) {
        if (ctx.actor.kind === 'visitor') {
          code = 'visitor';
          return await show(ctx, await parts.welcome(ctx), 'private', stored);
        }
        throw new UserError('not-allowed', (w) => w.kit.notAllowed);
      }
      return forWorkspace(
        await show(ctx, await runFor(ctx, found, asked, parts.prepare), found.definition.answers, stored),
        incoming,
        place,
      );
    } catch (thrown) {
      const error = parts.inWords?.(thrown) ?? thrown;
      const w = ctx?.w ?? languages[0]!;
      if (asked.kind === 'search') {
        parts.log.error({ err: error, what: nameOf(asked) }, 'search failed');
        return { kind: 'options', options: [] };
      }
      code = error instanceof UserError ? error.code : 'broken';
      return forWorkspace(await refused(error, { ctx, w, asked, found, stored }), incoming, place);
    } finally {
      leave?.();
      const { id: firm } = ctx?.firm ?? {};
      const ms = Math.round(performance.now() - started);
      parts.log.info(
        { platform: place.platform, what: nameOf(asked), code, firm, actor: ctx?.actor.id, ms },
        'handled',
      );
    }
  };

  return {
    plan: (asked) => definitionOf(saidBy(asked))?.answers ?? 'private',
    handle: (incoming) => {
      const before = answered.get(incoming.key);
      if (before) return before;
      const outcome = handle(incoming);
      if (incoming.asked.kind !== 'search') {
        answered.set(incoming.key, outcome);
        if (answered.size > rememberedAnswers) answered.delete(answered.keys().next().value!);
      }
      return outcome;
    },
  };
}
