import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DiscordCommand, DiscordOption } from '../../../adapters/discord/commands.ts';
import { createDiscord, type DiscordOptions } from '../../../adapters/discord/surface.ts';
import type { Duty, DutyWork } from '../../../src/kit/duty.ts';
import type { Asked, Core, Incoming, Outcome, Surface } from '../../../src/kit/incoming.ts';
import { draftsIn } from '../../drafts.ts';
import { createPerson, publicKey, type Someone } from '../../fakes/discord/person.ts';
import { applicationId, createFakeDiscord, type FakeDiscord, fakeToken } from '../../fakes/discord/server.ts';
import type { Interaction } from '../../fakes/discord/state.ts';
import { heard } from '../../logs.ts';
import { sampleShortcuts } from '../shortcuts.ts';
import { testWords } from './words.ts';

const said = (text: string) => ({ 'pt-BR': text, en: text });
const option = (field: string, name: string, more: Partial<DiscordOption> = {}): DiscordOption => ({
  field,
  name: said(name),
  description: said(name),
  kind: 'text',
  required: false,
  autocomplete: false,
  ...more,
});
const command = (name: string, ...options: DiscordOption[]): DiscordCommand => ({
  name,
  title: said(name),
  description: said(name),
  options,
});
const choices = (...values: string[]) => values.map((value) => ({ value, label: said(value) }));

/** The sample bot's commands, as the core would describe them. */
export const sampleCommands: readonly DiscordCommand[] = [
  command('lista'),
  command('mural'),
  command(
    'somar',
    option('city', 'cidade', { kind: 'choice', choices: choices('Aracaju', 'Brasília', 'Curitiba') }),
    option('times', 'vezes', { required: true }),
  ),
  command('nomes'),
  command('achar', option('who', 'quem', { kind: 'search', autocomplete: true })),
  ...['enviar', 'anexo', 'baixar', 'demora', 'recusa'].map((name) => command(name)),
];

/** The one process that there is. `left`: what it leaves to the next. */
export function alone(left: { state?: string } = {}): Duty {
  let ours = false;
  let work: DutyWork | undefined;
  return {
    start: async (given) => {
      ours = true;
      work = given;
      given.begin(left.state);
    },
    isOurs: () => ours,
    isHeld: () => ours,
    keep: async () => undefined,
    stop: async () => {
      if (ours) left.state = work?.state();
      if (ours) work?.end();
      ours = false;
    },
  };
}

export type Mode = 'gateway' | 'http';

export interface Bot {
  fake: FakeDiscord;
  surface: Surface;
  /** Where interactions are posted, in HTTP mode. */
  endpoint?: string;
  logged: { level: string; message: string; fields: Record<string, unknown> }[];
  person(someone?: Someone): ReturnType<typeof createPerson>;
  /** Waits until an interaction is fully answered and nothing is under way any more. */
  settled(interaction: Interaction): Promise<Interaction>;
  stop(): Promise<void>;
}

/** The real adapter before the stand-in, over the gateway or over HTTP. A stand-in that is handed in is not stopped with it. */
export async function startBot(
  mode: Mode,
  core: Core,
  more: Partial<DiscordOptions> = {},
  prepared?: FakeDiscord,
): Promise<Bot> {
  const fake = prepared ?? (await createFakeDiscord());
  const logged: Bot['logged'] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void logged.push({ level, message, fields: fields as Record<string, unknown> });
  const log = heard({ info: write('info'), warn: write('warn'), error: write('error') });
  let working = 0;
  const watched: Core = {
    plan: (asked) => core.plan(asked),
    handle: async (incoming) => {
      working++;
      try {
        return await core.handle(incoming);
      } finally {
        working--;
        fake.touch();
      }
    },
  };
  const surface = createDiscord({
    token: fakeToken,
    applicationId,
    guildId: '1100000000000000001',
    apiUrl: fake.apiUrl,
    commands: sampleCommands,
    shortcuts: sampleShortcuts,
    core: watched,
    drafts: draftsIn(),
    duty: alone(),
    words: () => testWords,
    log,
    ...(mode === 'http' && { publicKey }),
    ...more,
  });
  const [mount] = surface.mounts;
  const server = mount && createServer((request, response) => mount.handle(request, response));
  if (server) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = server && `http://127.0.0.1:${(server.address() as AddressInfo).port}${mount!.path}`;
  await surface.start();
  return {
    fake,
    surface,
    endpoint,
    logged,
    person: (someone) => createPerson(fake, someone, endpoint),
    async settled(interaction) {
      // All sides run in this process: turns of its loop tell more than time, which passes while the machine is busy elsewhere.
      let still = 0;
      const until = Date.now() + 12_000;
      while (Date.now() < until) {
        const answered =
          interaction.response !== undefined && !(interaction.original?.thinking && !interaction.original.deleted);
        still = answered && working === 0 && fake.quietFor(20) ? still + 1 : 0;
        if (still > 12) return interaction;
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
      throw new Error(
        `no answer came: ${JSON.stringify({ response: interaction.response, logged, refusals: fake.refusals })}`,
      );
    },
    async stop() {
      await surface.stop();
      server?.closeAllConnections();
      if (server) await new Promise((resolve) => server.close(resolve));
      if (!prepared) await fake.stop();
    },
  };
}

/** A core that answers as the test says, and remembers what it was asked. */
export function scripted(
  answer: (asked: Asked, incoming: Incoming) => Outcome | Promise<Outcome>,
  plan: (asked: Asked) => ReturnType<Core['plan']> = () => 'private',
): Core & { asked: Incoming[] } {
  const asked: Incoming[] = [];
  return {
    asked,
    plan,
    handle: async (incoming) => {
      asked.push(incoming);
      return answer(incoming.asked, incoming);
    },
  };
}
