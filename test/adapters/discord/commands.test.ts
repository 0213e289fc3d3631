import { describe, expect, test } from 'vitest';
import { createRest } from '../../../adapters/discord/api.ts';
import { type DiscordCommand, type DiscordOption, registrationOf } from '../../../adapters/discord/commands.ts';
import { register } from '../../../adapters/discord/registration.ts';
import { menuEntries } from '../../../adapters/discord/shortcuts.ts';
import { suggestChoices } from '../../../adapters/discord/suggest.ts';
import { registry } from '../../../src/core.ts';
import { commandList, shortcutList } from '../../../src/derive/commands.ts';
import { checkCommands, type Registered } from '../../fakes/discord/commandLimits.ts';
import { applicationId, fakeToken } from '../../fakes/discord/server.ts';
import { scripted, startBot } from './bot.ts';

const said = (text: string, en = text) => ({ 'pt-BR': text, en });
const option = (more: Partial<DiscordOption>): DiscordOption => ({
  field: 'name',
  name: said('nome', 'name'),
  description: said('O nome.', 'The name.'),
  kind: 'text',
  required: false,
  autocomplete: false,
  ...more,
});
const command = (...options: DiscordOption[]): DiscordCommand => ({
  name: 'clientes',
  title: said('clientes', 'clients'),
  description: said('Sua carteira.', 'Your portfolio.'),
  options,
});
const registered = (...options: DiscordOption[]) =>
  registrationOf([command(...options)])[0] as Registered & Record<string, unknown>;
const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ value: `v${i}`, label: said(`Escolha ${i}`, `Choice ${i}`) }));

describe('the registration', () => {
  test('of the real commands is one Discord takes', () => {
    const bodies = registrationOf(commandList(registry)) as Registered[];
    expect(bodies.length).toBeGreaterThan(0);
    expect(checkCommands(bodies)).toEqual([]);
  });

  test('of the real shortcuts stands beside it, in the menus of messages and of people', () => {
    const entries = menuEntries(shortcutList(registry)) as Registered[];
    expect(checkCommands([...(registrationOf(commandList(registry)) as Registered[]), ...entries])).toEqual([]);
    expect(entries).toContainEqual({
      type: 3,
      name: 'Convidar este cliente',
      name_localizations: {
        'pt-BR': 'Convidar este cliente',
        'en-US': 'Invite this client',
        'en-GB': 'Invite this client',
      },
      contexts: [0, 1],
      integration_types: [0],
    });
    expect(checkCommands(menuEntries(shortcutList(registry), 'server') as Registered[], false)).toEqual([]);
  });

  test('speaks Portuguese, and English beside it', () => {
    const body = registered(option({}));
    expect(body).toMatchObject({
      name: 'clientes',
      name_localizations: { 'pt-BR': 'clientes', 'en-US': 'clients', 'en-GB': 'clients' },
      description: 'Sua carteira.',
      description_localizations: { 'pt-BR': 'Sua carteira.', 'en-US': 'Your portfolio.', 'en-GB': 'Your portfolio.' },
    });
    expect(body.options![0]).toMatchObject({
      name: 'nome',
      name_localizations: { 'pt-BR': 'nome', 'en-US': 'name', 'en-GB': 'name' },
    });
  });

  test('stands in servers and in private with the bot, where it stands everywhere', () => {
    expect(registrationOf([command()])[0]).toMatchObject({ contexts: [0, 1], integration_types: [0] });
    const inOne = registrationOf([command()], 'server') as Registered[];
    expect(inOne[0]).not.toHaveProperty('contexts');
    expect(checkCommands(inOne, false)).toEqual([]);
  });

  test('shows what only administrators do to those who manage a server, where anybody adds the bot', () => {
    const bodies = registrationOf(commandList(registry), 'anybody') as (Registered & Record<string, unknown>)[];
    expect(checkCommands(bodies)).toEqual([]);
    const held = bodies.filter((each) => each.default_member_permissions !== undefined);
    expect(held.map(({ name, default_member_permissions: may }) => [name, may])).toEqual(
      ['licencas', 'convidar', 'importar'].map((name) => [name, '32']),
    );
    for (const reach of ['server', 'invited'] as const)
      for (const each of registrationOf(commandList(registry), reach))
        expect(each).not.toHaveProperty('default_member_permissions');
  });

  test('puts required options first', () => {
    const body = registered(
      option({}),
      option({ field: 'b', name: said('b'), required: true }),
      option({ field: 'c', name: said('c'), required: true }),
    );
    expect(body.options!.map((each) => each.name)).toEqual(['b', 'c', 'nome']);
  });

  test('gives each kind its type', () => {
    const kinds = ['text', 'long', 'choice', 'choices', 'search', 'user', 'channel', 'file'] as const;
    const body = registered(...kinds.map((kind) => option({ field: kind, name: said(kind), kind })));
    expect(body.options!.map((each) => each.type)).toEqual([3, 3, 3, 3, 3, 6, 7, 11]);
  });

  test('lists up to 25 choices, and suggests more of them, or several', () => {
    const few = registered(option({ kind: 'choice', choices: many(25) })).options![0]!;
    expect(few.choices).toHaveLength(25);
    expect(few.autocomplete).toBeUndefined();
    for (const each of [option({ kind: 'choice', choices: many(26) }), option({ kind: 'choices', choices: many(3) })]) {
      expect(registered(each).options![0]).toMatchObject({ type: 3, autocomplete: true });
      expect(registered(each).options![0]!.choices).toBeUndefined();
    }
  });

  test('cuts descriptions, and refuses at start what Discord would refuse', () => {
    const long = registered(option({ description: said('x'.repeat(300)) }));
    expect(long.options![0]!.description).toHaveLength(100);
    expect(checkCommands([long])).toEqual([]);
    expect(() =>
      registered(...Array.from({ length: 26 }, (_, i) => option({ field: `f${i}`, name: said(`f${i}`) }))),
    ).toThrow('25 options');
    expect(() => registered(option({ name: said('Nome') }))).toThrow('Nome');
    expect(() => registered(option({}), option({ field: 'b' }))).toThrow('the same');
    const wordy = Array.from({ length: 25 }, (_, i) => ({
      value: `${i}`.padEnd(100, 'v'),
      label: said(`${i}`.padEnd(100, 'l')),
    }));
    expect(() =>
      registered(
        option({ kind: 'choice', choices: wordy }),
        option({ field: 'b', name: said('b'), kind: 'choice', choices: wordy }),
      ),
    ).toThrow('8000');
  });
});

describe('choices while typing', () => {
  const situation = option({
    kind: 'choices',
    choices: [
      { value: 'connected', label: said('Conectado', 'Connected') },
      { value: 'invited', label: said('Convite enviado', 'Invited') },
    ],
  });

  test('are found without accents and case, in every language', () => {
    expect(suggestChoices(situation, 'CONE', 'pt-BR')).toEqual([{ label: 'Conectado', value: 'connected' }]);
    expect(suggestChoices(situation, 'invi', 'pt-BR')).toEqual([{ label: 'Convite enviado', value: 'invited' }]);
    expect(suggestChoices(situation, '', 'en')?.map((each) => each.label)).toEqual(['Connected', 'Invited']);
  });

  test('keep what was chosen before', () => {
    expect(suggestChoices(situation, 'Conectado, ', 'pt-BR')).toEqual([
      { label: 'Conectado, Convite enviado', value: 'connected,invited' },
    ]);
    expect(suggestChoices(situation, 'connected,inv', 'pt-BR')).toEqual([
      { label: 'Conectado, Convite enviado', value: 'connected,invited' },
    ]);
  });

  test('of other options are left to the core', () => {
    expect(suggestChoices(option({ kind: 'search' }), 'a', 'pt-BR')).toBeUndefined();
  });
});

describe('registering', () => {
  const core = scripted(() => ({ kind: 'options', options: [] }));
  const writes = (bot: Awaited<ReturnType<typeof startBot>>) =>
    bot.fake.seen.filter(({ method }) => method === 'PUT').map(({ path }) => path);

  test('writes once, and not again while nothing changes', async () => {
    const commands = commandList(registry);
    const bot = await startBot('http', core, { commands });
    try {
      const again = await startBot('http', core, { commands }, bot.fake);
      expect(writes(bot)).toEqual(['/applications/1200000000000000001/guilds/1100000000000000001/commands']);
      await expect.poll(() => again.surface.health()).toEqual({ ok: true, detail: 'interactions over HTTP' });
      await again.stop();
      expect(again.surface.health()).toEqual({
        ok: true,
        detail: 'interactions over HTTP; typed words do not arrive: connecting',
      });
      const changed = commands.map((each, i) => (i === 0 ? { ...each, description: said('Outra coisa.') } : each));
      const third = await startBot('http', core, { commands: changed }, bot.fake);
      await third.stop();
      expect(writes(bot)).toHaveLength(2);
      expect(bot.fake.refusals).toEqual([]);
    } finally {
      await bot.stop();
    }
  });

  test('is written anew where only who may see a command has changed', async () => {
    const bot = await startBot('http', core, { guildId: undefined, commands: commandList(registry) });
    try {
      const standing = bot.fake.commands.get('global')!;
      const wanted = registrationOf(commandList(registry), 'anybody');
      const rest = createRest(bot.fake.apiUrl, fakeToken);
      expect(await register(rest, { applicationId, wanted })).toBe(true);
      expect(bot.fake.commands.get('global')).not.toEqual(standing);
      expect(await register(rest, { applicationId, wanted })).toBe(false);
    } finally {
      await bot.stop();
    }
  });

  test('goes to everywhere without a guild', async () => {
    const bot = await startBot('http', core, { guildId: undefined });
    try {
      expect(writes(bot)).toEqual(['/applications/1200000000000000001/commands']);
      // Ten commands, and three entries of menus.
      expect(bot.fake.commands.get('global')).toHaveLength(13);
    } finally {
      await bot.stop();
    }
  });
});
