import { expect } from 'vitest';
import type { DiscordCommand } from '../../../adapters/discord/commands.ts';
import type { Part } from '../../fakes/discord/limits.ts';
import { look, pings, type Seen } from '../../fakes/discord/rendered.ts';
import type { Interaction, Message } from '../../fakes/discord/state.ts';
import type { Driver, Shown, ShownForm } from '../contract.ts';
import { sampleShortcuts } from '../shortcuts.ts';
import { type Bot, type Mode, sampleCommands, startBot } from './bot.ts';
import { testWords } from './words.ts';

type Choice = { label: string; value: string; default?: boolean };

const inputsOf = (opened: Interaction) =>
  (opened.modal!.components as Part[]).map((row) => ({ label: String(row.label), input: row.component as Part }));

function formOf(opened: Interaction, told: string | undefined): ShownForm {
  const values = inputsOf(opened).map(({ label, input }) => {
    const picked = ((input.options as Choice[] | undefined) ?? [])
      .filter((each) => each.default)
      .map((each) => each.label);
    return [label, picked.join(', ') || String(input.value ?? '')];
  });
  return {
    title: String(opened.modal!.title),
    values: Object.fromEntries(values),
    errors: told ? [{ message: told }] : [],
  };
}

/** A person before Discord, for the contract every surface keeps. */
export function discordDriver(mode: Mode, commands: readonly DiscordCommand[] = sampleCommands): Driver {
  let bot: Bot;
  let person: ReturnType<Bot['person']>;
  let opened: Interaction | undefined;
  let told: string | undefined;

  const newest = (): Message => {
    const standing = bot.fake.state.messages.filter((message) => !message.deleted);
    return standing.reduce((a, b) => (b.touched > a.touched ? b : a));
  };
  const seen = (): Seen => look(newest().components);

  const shown = (): Shown => {
    const standing = bot.fake.state.messages.filter((message) => !message.deleted);
    if (standing.length === 0) {
      return {
        text: '',
        buttons: [],
        private: true,
        files: [],
        pings: [],
        messages: 0,
        form: opened && formOf(opened, told),
      };
    }
    const message = newest();
    const { title, text, buttons } = seen();
    return {
      title,
      text,
      buttons: buttons.map((button) => button.label),
      private: message.private,
      files: message.files,
      pings: standing.flatMap((each) => pings(each.components, each.allowed)),
      messages: standing.length,
      form: opened && formOf(opened, told),
    };
  };

  const after = async (sent: Promise<Interaction>): Promise<Shown> => {
    opened = undefined;
    const interaction = await bot.settled(await sent);
    if (interaction.modal) opened = interaction;
    else told = undefined;
    return shown();
  };

  const pressed = (label: string): Promise<Shown> => {
    const button = seen().buttons.find((each) => each.label === label);
    if (!button?.id) throw new Error(`there is no button ${label}`);
    return after(person.press(newest(), button.id));
  };

  const complete = async (typed: string): Promise<readonly { name: string; value: string }[]> => {
    const interaction = await bot.settled(await person.type('achar', [{ name: 'quem', value: typed, focused: true }]));
    return interaction.suggestions ?? [];
  };

  return {
    async start(core) {
      bot = await startBot(mode, core, { commands });
      person = bot.person();
    },
    async stop() {
      expect(bot.fake.refusals).toEqual([]);
      expect(bot.logged.filter(({ level }) => level !== 'info')).toEqual([]);
      await bot.stop();
    },
    command(name, options = {}) {
      told = undefined;
      const known = commands.find((each) => each.name === name)!.options;
      const given = Object.entries(options).map(([typed, text]) => {
        const option = known.find((each) => each.name['pt-BR'] === typed)!;
        return { name: typed, value: option.choices?.find((each) => each.label['pt-BR'] === text)?.value ?? text };
      });
      return after(person.command(name, given));
    },
    press: pressed,
    pick(label, option) {
      const menu = seen().menus.find((each) => each.label === label)!;
      return after(person.pick(newest(), menu.id, [menu.options.find((each) => each.label === option)!.value]));
    },
    suggest: async (typed) => (await complete(typed)).map((each) => each.name),
    async choose(typed, label) {
      const { value } = (await complete(typed)).find((each) => each.name === label)!;
      return after(person.command('achar', [{ name: 'quem', value }]));
    },
    async submit(values) {
      const form = opened!;
      const given = inputsOf(form).map(({ label, input }) => {
        const options = input.options as Choice[] | undefined;
        const value = values[label];
        if (value === undefined)
          return [
            input.custom_id,
            options ? options.filter((each) => each.default).map((each) => each.value) : (input.value ?? ''),
          ];
        return [
          input.custom_id,
          typeof value === 'string' && options ? [options.find((each) => each.label === value)!.value] : value,
        ];
      });
      const result = await after(person.submit(form, Object.fromEntries(given)));
      const back = [testWords.fix, testWords.back].find((label) => result.buttons.includes(label));
      if (!back) return result;
      told = result.text;
      return pressed(back);
    },
    use(on, title, message) {
      told = undefined;
      const name = sampleShortcuts.find((each) => each.on === on && each.title['pt-BR'] === title)!.title['pt-BR'];
      return after(message ? person.useOnMessage(name, message) : person.useOnPerson(name));
    },
    again: () => after(person.again()),
    shown,
  };
}
