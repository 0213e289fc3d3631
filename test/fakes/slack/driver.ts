import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlack, type SlackOptions } from '../../../adapters/slack/surface.ts';
import type { SlackWords } from '../../../adapters/slack/words.ts';
import type { Core, Surface } from '../../../src/kit/incoming.ts';
import { slackInstall } from '../../../src/words/pt-BR/slack-install.ts';
import type { Driver, Shown } from '../../adapters/contract.ts';
import { sampleShortcuts } from '../../adapters/shortcuts.ts';
import { createPerson, type Person } from './person.ts';
import { headerOf, labelOf, pings, seen } from './rendered.ts';
import { appToken, botToken, type FakeSlack, startFakeSlack } from './server.ts';
import { useAnywhere, useOnMessage } from './shortcuts.ts';
import type { Json } from './state.ts';
import { overHttp, overSocket, signingSecret } from './transport.ts';

export const slackWords: SlackWords = {
  cut: (count) => `e mais ${count}, que não cabem aqui`,
  act: 'Ação',
  working: 'Trabalhando…',
  filesSent: (names) => `Enviei ${names} na nossa conversa direta.`,
  filesFailed: (names) => `Não consegui enviar ${names}.`,
  fileTooLarge: (megabytes) => `O arquivo passa de ${megabytes} MB.`,
  fileUnreadable: 'Não consegui ler o arquivo.',
  formLate: 'O formulário não abriu a tempo: tente de novo.',
  formNotOpened: 'O Slack não abriu o formulário.',
  incomplete: 'O Slack não aceitou tudo.',
  answered: 'A resposta está na conversa.',
  close: 'Fechar',
  unfurl: { start: 'A Carteira.', clients: 'A página dos clientes.' },
  see: 'Ver',
  home: 'Início',
  install: slackInstall,
};

export interface Bench {
  fake: FakeSlack;
  surface: Surface;
  person: Person;
  /** Where the bot listens; empty in Socket Mode. */
  url: string;
  another(who: { user?: string; channel?: string }): Person;
  /** Resolves once nothing has been on its way for so long; more where the adapter waits before it tries again. */
  quiet(ms?: number): Promise<void>;
  errors: object[];
  warnings: { message: string; [field: string]: unknown }[];
  stop(): Promise<void>;
}

/** The real adapter on one side, the stand-in on the other, and a person between them. */
export async function startBench(
  core: Core,
  mode: 'http' | 'socket',
  more: Partial<SlackOptions> = {},
): Promise<Bench> {
  const fake = await startFakeSlack();
  let pending = 0;
  const counted: Core = {
    plan: core.plan,
    handle: async (incoming) => {
      pending++;
      try {
        return await core.handle(incoming);
      } finally {
        pending--;
        fake.state.lastChange = performance.now();
      }
    },
  };
  const errors: object[] = [];
  const warnings: Bench['warnings'] = [];
  const log = {
    info: () => undefined,
    warn: (fields: object, message: string) => void warnings.push({ ...fields, message }),
    error: (fields: object, message: string) => void errors.push({ ...fields, message }),
  };
  const surface = createSlack({
    botToken,
    ...(mode === 'http' ? { signingSecret } : { appToken }),
    apiUrl: fake.apiUrl,
    core: counted,
    words: () => slackWords,
    log,
    ...more,
  });
  let server: Server | undefined;
  let url = '';
  const [mount] = surface.mounts;
  if (mount) {
    server = createServer((request, response) => mount.handle(request, response));
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${mount.path}`;
  }
  await surface.start();
  const transport = mode === 'http' ? overHttp(url, more.clock) : overSocket(fake);
  return {
    fake,
    surface,
    url,
    errors,
    warnings,
    person: createPerson(fake, transport),
    another: (who) => createPerson(fake, transport, who),
    quiet: async (ms = 120) => {
      // Counted in turns of the loop and not by the clock: a machine that is busy elsewhere lets time pass without anything happening.
      const until = performance.now() + 15_000;
      let change = fake.state.lastChange;
      for (let still = 0; still < ms / 10; still++) {
        if (pending > 0 || fake.state.inFlight > 0 || change !== fake.state.lastChange) still = -1;
        change = fake.state.lastChange;
        if (performance.now() > until) throw new Error('the answer did not come to rest');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    stop: async () => {
      await surface.stop();
      server?.closeAllConnections();
      if (server) await new Promise((resolve) => server!.close(resolve));
      await fake.stop();
    },
  };
}

const shortOf = (value: Json): string =>
  value.value ??
  value.selected_user ??
  value.selected_conversation ??
  [value.selected_option ?? value.selected_options ?? []]
    .flat()
    .map((option: Json) => labelOf(option.text))
    .join(', ');

export function shownBy({ fake, person }: Bench): Shown {
  const messages = person.messages();
  const message = messages.at(-1);
  const form = person.form();
  const blocks = message?.blocks ?? [];
  return {
    title: headerOf(blocks),
    text: seen(blocks),
    buttons: blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.map((element: Json) => labelOf(element.text)) : [],
    ),
    private: message?.only !== undefined,
    files: fake.state.messages.flatMap((each) => each.files),
    pings: messages.flatMap(pings),
    messages: messages.length,
    form: form && {
      title: labelOf(form.view.title),
      values: Object.fromEntries(form.inputs.map(({ input, value }) => [labelOf(input.label), shortOf(value)])),
      errors: [
        ...Object.entries(form.errors).map(([block, message]) => ({
          field: labelOf(form.inputs.find(({ input }) => input.block_id === block)?.input.label),
          message,
        })),
        // What is wrong with the whole stands above its fields.
        ...form.view.blocks.flatMap((block: Json) =>
          block.type === 'section' ? [{ message: labelOf(block.text) }] : [],
        ),
      ],
    },
  };
}

/** Slack for the suite that all surfaces share. */
export function slackDriver(mode: 'http' | 'socket'): Driver {
  let bench: Bench;
  const settled = async (sent: Promise<unknown>): Promise<Shown> => {
    await sent;
    await bench.quiet();
    const refused = bench.fake.state.refused;
    if (refused.length > 0) throw new Error(`Slack refuses: ${refused.join('; ')}`);
    return shownBy(bench);
  };
  return {
    start: async (core) => {
      bench = await startBench(core, mode);
    },
    stop: async () => {
      await bench.stop();
      if (bench.errors.length > 0) throw new Error(JSON.stringify(bench.errors));
    },
    command: (name, options = {}) => {
      const text = Object.entries(options).map(([word, value]) => `${word}:${/\s/.test(value) ? `"${value}"` : value}`);
      return settled(bench.person.command(name, text.join(' ')));
    },
    press: (label) => settled(bench.person.press(label)),
    pick: (label, option) => settled(bench.person.pick(label, option)),
    suggest: async (typed) => {
      await settled(bench.person.command('achar'));
      const { options } = await bench.person.suggest('Quem', typed);
      return options.map((option) => labelOf(option.text));
    },
    choose: async (typed, label) => {
      const { options, choose } = await bench.person.suggest('Quem', typed);
      return settled(choose(options.find((option) => labelOf(option.text) === label)));
    },
    submit: (values) => settled(bench.person.submit(values)),
    use: (on, title, message) => {
      const { name } = sampleShortcuts.find((each) => each.on === on && each.title['pt-BR'] === title)!;
      const { fake, person } = bench;
      return settled(message ? useOnMessage(fake, person, name, message) : useAnywhere(fake, person, name));
    },
    again: () => settled(bench.person.again()),
    shown: () => shownBy(bench),
  };
}
