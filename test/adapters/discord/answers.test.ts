import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Asked, Core, FileIn, Incoming, Outcome, SealedForm } from '../../../src/kit/incoming.ts';
import type { SealedView } from '../../../src/kit/view.ts';
import { look } from '../../fakes/discord/rendered.ts';
import type { Interaction, Message } from '../../fakes/discord/state.ts';
import { type Bot, type Mode, scripted, startBot } from './bot.ts';
import { testWords } from './words.ts';

const said = (text: string, ...ids: string[]): SealedView => ({
  blocks: [
    { kind: 'text', text },
    { kind: 'buttons', buttons: ids.map((id) => ({ label: id, press: id })) },
  ],
});
const view = (text: string, answers: 'private' | 'channel' | 'update' = 'private', ...ids: string[]): Outcome => ({
  kind: 'view',
  answers,
  view: said(text, ...ids),
});
const form: SealedForm = {
  id: 'a.form|1',
  title: 'Nome',
  submit: 'Salvar',
  fields: [{ name: 'name', kind: 'text', label: 'Nome', required: true }],
};
const refused = (value: string): Outcome => ({
  kind: 'form',
  form: { ...form, fields: [{ ...form.fields[0]!, value, error: 'Está curto.' }] },
});
const textOf = (message: Message | undefined) => look(message?.components ?? []).text;

type Finished = (done: () => Promise<void>) => void;

/** A bot of its own for one test, so that those who wait can wait together. */
function begin(mode: Mode, finished: Finished) {
  let bot: Bot;
  const start = async (
    answer: (asked: Asked, incoming: Incoming) => Outcome | Promise<Outcome>,
    plan: Core['plan'] = () => 'private',
  ) => {
    const core = scripted(answer, plan);
    bot = await startBot(mode, core);
    finished(async () => {
      await bot.stop();
      expect(bot.fake.refusals).toEqual([]);
    });
    const ask = async (sent: Promise<Interaction>) => bot.settled(await sent);
    return { bot, core, person: bot.person(), ask };
  };
  const standing = () =>
    bot.fake.state.messages.filter((message) => !message.deleted).map((message) => [message.private, textOf(message)]);
  /** A card in the channel with one button, and what pressing it comes to. */
  const pressing = async (planned: ReturnType<Core['plan']>, answer: () => Outcome | Promise<Outcome>) => {
    const { person, ask } = await start(
      (asked) => (asked.kind === 'command' ? view('cartão', 'channel', 'go') : answer()),
      (asked) => (asked.kind === 'command' ? 'channel' : planned),
    );
    const { original } = await ask(person.command('mural'));
    return ask(person.press(original!, 'go'));
  };
  return { start, standing, pressing };
}

describe.each(['gateway', 'http'] as const)('over %s', (mode) => {
  test.concurrent('the core learns who asks, where, and by which field', async ({ expect, onTestFinished }) => {
    const { start } = begin(mode, onTestFinished);
    const { bot, core, ask } = await start(() => view('oi'));
    const person = bot.person({ permissions: '32', locale: 'en-US' });
    const sent = await ask(
      person.command('somar', [
        { name: 'vezes', value: '3' },
        { name: 'cidade', value: 'Curitiba' },
      ]),
    );
    const [incoming] = core.asked;
    expect(incoming).toMatchObject({
      key: `discord:${sent.id}`,
      asked: { kind: 'command', command: 'somar', options: { times: '3', city: 'Curitiba' } },
      place: {
        platform: 'discord',
        workspace: '1100000000000000001',
        user: '1000000000000000001',
        userName: 'Ana',
        channel: '1100000000000000002',
        locale: 'en-US',
      },
    });
    expect(await incoming!.place.isAdmin()).toBe(true);
    await ask(bot.person({ permissions: '16' }).command('lista'));
    expect(await core.asked[1]!.place.isAdmin()).toBe(false);
  });

  test.concurrent('a direct message is no workspace, and is answered too', async ({ expect, onTestFinished }) => {
    const { start, standing } = begin(mode, onTestFinished);
    const { bot, core, ask } = await start(() => view('Fale comigo em um servidor.'));
    await ask(bot.person({ guild: null }).command('lista'));
    expect(core.asked[0]!.place).toMatchObject({ workspace: '', user: '1000000000000000001' });
    expect(standing()).toEqual([[true, 'Fale comigo em um servidor.']]);
  });

  test.concurrent('a command nobody registered is asked like any other', async ({ expect, onTestFinished }) => {
    const { start, standing } = begin(mode, onTestFinished);
    const { core, person, ask } = await start(() => view('Não conheço.'));
    await ask(person.command('nada', [{ name: 'x', value: 'y' }]));
    expect(core.asked[0]!.asked).toEqual({ kind: 'command', command: 'nada', options: { x: 'y' } });
    expect(standing()).toEqual([[true, 'Não conheço.']]);
  });

  test.concurrent('a slow answer is announced, and stands where it was announced', async ({
    expect,
    onTestFinished,
  }) => {
    const { start, standing } = begin(mode, onTestFinished);
    const { person, ask } = await start(
      async (asked) => {
        await sleep(1800);
        return view('pronto', asked.kind === 'command' && asked.command === 'mural' ? 'channel' : 'private');
      },
      (asked) => (asked.kind === 'command' && asked.command === 'mural' ? 'channel' : 'private'),
    );
    const [a, b] = await Promise.all([ask(person.command('lista')), ask(person.command('mural'))]);
    expect([a.response, b.response]).toEqual([5, 5]);
    expect(standing()).toEqual(
      expect.arrayContaining([
        [true, 'pronto'],
        [false, 'pronto'],
      ]),
    );
    expect(standing()).toHaveLength(2);
  });

  test.concurrent('a slow refusal of something for the channel is told in private, and leaves no trace there', async ({
    expect,
    onTestFinished,
  }) => {
    const { start, standing } = begin(mode, onTestFinished);
    const { person, ask } = await start(
      async () => {
        await sleep(1800);
        return view('Você não pode.');
      },
      () => 'channel',
    );
    await ask(person.command('mural'));
    expect(standing()).toEqual([[true, 'Você não pode.']]);
  });

  test.concurrent('a press updates its card, at once or late', async ({ expect, onTestFinished }) => {
    const { standing, pressing } = begin(mode, onTestFinished);
    const quick = await pressing('update', () => view('novo', 'update'));
    expect(quick.response).toBe(7);
    expect(standing()).toEqual([[false, 'novo']]);
    const late = begin(mode, onTestFinished);
    const slow = await late.pressing('update', async () => {
      await sleep(1800);
      return view('novo', 'update');
    });
    expect(slow.response).toBe(6);
    expect(late.standing()).toEqual([[false, 'novo']]);
  });

  test.concurrent('a refused press is told in private, at once or late, and leaves the card alone', async ({
    expect,
    onTestFinished,
  }) => {
    const { standing, pressing } = begin(mode, onTestFinished);
    await pressing('update', () => view('Não pode.'));
    expect(standing()).toEqual([
      [false, 'cartão'],
      [true, 'Não pode.'],
    ]);
    const late = begin(mode, onTestFinished);
    await late.pressing('update', async () => {
      await sleep(1800);
      return view('Não pode.');
    });
    expect(late.standing()).toEqual([
      [false, 'cartão'],
      [true, 'Não pode.'],
    ]);
  });

  test.concurrent('a card that showed progress is what it was when the press is refused', async ({
    expect,
    onTestFinished,
  }) => {
    const { start, standing } = begin(mode, onTestFinished);
    let seen: unknown;
    const core = (asked: Asked, { progress }: Incoming): Promise<Outcome> | Outcome => {
      if (asked.kind === 'command') return view('cartão', 'channel', 'go');
      return (async () => {
        await progress!(said('metade'));
        await sleep(300);
        seen = standing();
        await progress!(said('mais da metade'));
        return view('Não pode.');
      })();
    };
    const { person, ask } = await start(core, (asked) => (asked.kind === 'command' ? 'channel' : 'update'));
    await ask(person.press((await ask(person.command('mural'))).original!, 'go'));
    expect(seen).toEqual([[false, 'metade']]);
    expect(standing()).toEqual([
      [false, 'cartão'],
      [true, 'Não pode.'],
    ]);
  });

  test.concurrent('a press may open a form, or be answered in private instead', async ({ expect, onTestFinished }) => {
    const { pressing } = begin(mode, onTestFinished);
    const opened = await pressing('form', () => ({ kind: 'form', form }));
    expect(opened.modal).toMatchObject({ custom_id: 'a.form|1', title: 'Nome' });
    const late = begin(mode, onTestFinished);
    const instead = await late.pressing('form', () => view('Não há o que editar.'));
    expect(instead.modal).toBeUndefined();
    expect(late.standing()).toEqual([
      [false, 'cartão'],
      [true, 'Não há o que editar.'],
    ]);
  });

  test.concurrent('a form that comes too late waits behind a button', async ({ expect, onTestFinished }) => {
    const { start } = begin(mode, onTestFinished);
    const { person, ask } = await start(
      async () => {
        await sleep(2600);
        return { kind: 'form', form };
      },
      () => 'form',
    );
    const { original } = await ask(person.command('enviar'));
    expect(textOf(original)).toContain(testWords.formReady);
    const [button] = look(original!.components).buttons;
    expect((await ask(person.press(original!, button!.id!))).modal).toMatchObject({ custom_id: 'a.form|1' });
  });

  test.concurrent('a corrected form ends in the card it was opened from, and its list of errors goes away', async ({
    expect,
    onTestFinished,
  }) => {
    const { start, standing } = begin(mode, onTestFinished);
    const values: unknown[] = [];
    const { bot, person, ask } = await start(
      (asked) => {
        if (asked.kind === 'command') return view('cartão', 'channel', 'go');
        if (asked.kind === 'press') return { kind: 'form', form };
        values.push(asked.kind === 'submit' && asked.fields.name);
        return values.length < 3 ? refused(String(values.at(-1))) : view('salvo', 'update');
      },
      (asked) => (asked.kind === 'command' ? 'channel' : asked.kind === 'press' ? 'form' : 'update'),
    );
    const card = (await ask(person.command('mural'))).original!;
    const opened = await ask(person.press(card, 'go'));
    await ask(person.submit(opened, { name: 'a' }));
    const errors = bot.fake.state.messages.at(-1)!;
    expect(standing()).toEqual([
      [false, 'cartão'],
      [true, expect.stringContaining('Nome: Está curto.')],
    ]);
    const fix = () => person.press(errors, look(errors.components).buttons[0]!.id!);
    const again = await ask(fix());
    expect(JSON.stringify(again.modal)).toContain('"value":"a"');
    await ask(person.submit(again, { name: 'b' }));
    expect(standing()).toHaveLength(2);
    await ask(person.submit(await ask(fix()), { name: 'c' }));
    expect(values).toEqual(['a', 'b', 'c']);
    expect(standing()).toEqual([[false, 'salvo']]);
  });

  test.concurrent('a form nobody remembers is asked of the core, by its name', async ({ expect, onTestFinished }) => {
    const { start, standing } = begin(mode, onTestFinished);
    const { core, person, ask } = await start((asked) =>
      asked.kind === 'press' ? view('Este cartão é antigo.') : refused('a'),
    );
    const opened = { modal: { custom_id: 'a.form|1', components: [] } } as unknown as Interaction;
    const { original } = await ask(person.submit(opened, {}));
    const [button] = look(original!.components).buttons;
    await ask(person.press(original!, button!.id!.replace(/:[\w-]+:/, ':00000000-0000-7000-8000-000000000000:')));
    expect(core.asked.at(-1)!.asked).toEqual({ kind: 'press', id: 'a.form' });
    expect(standing().at(-1)).toEqual([true, 'Este cartão é antigo.']);
  });

  test.concurrent('typing is answered with suggestions Discord takes, and with none when the core is slow', async ({
    expect,
    onTestFinished,
  }) => {
    const { start } = begin(mode, onTestFinished);
    const { core, person, ask } = await start(async (asked) => {
      if (asked.kind === 'search' && asked.typed === 'devagar') await sleep(2700);
      const options = Array.from({ length: 30 }, (_, i) => ({
        label: 'L'.repeat(120),
        value: i === 0 ? 'v'.repeat(101) : `v${i}`,
      }));
      return { kind: 'options', options };
    });
    const found = await ask(person.type('achar', [{ name: 'quem', value: 'pa', focused: true }]));
    expect(core.asked[0]!.asked).toEqual({ kind: 'search', command: 'achar', field: 'who', typed: 'pa' });
    expect(found.suggestions).toHaveLength(25);
    const slow = await ask(person.type('achar', [{ name: 'quem', value: 'devagar', focused: true }]));
    expect(slow.suggestions).toEqual([]);
  });

  test.concurrent('a large file goes out after a sign of life', async ({ expect, onTestFinished }) => {
    const { start } = begin(mode, onTestFinished);
    const files = [{ name: 'a.csv', type: 'text/csv', bytes: new Uint8Array(400_000) }];
    const { person, ask } = await start(() => ({ kind: 'view', answers: 'private', view: { blocks: [], files } }));
    const sent = await ask(person.command('baixar'));
    expect(sent.response).toBe(5);
    expect(sent.original!.files[0]!.bytes.byteLength).toBe(400_000);
    expect(sent.original!.private).toBe(true);
  });
});

test('a file option is a file, read from its signed address', async () => {
  const named = (text: string) => ({ 'pt-BR': text, en: text });
  const option = {
    field: 'file',
    name: named('arquivo'),
    description: named('arquivo'),
    kind: 'file' as const,
    required: true,
    autocomplete: false,
  };
  const core = scripted(() => view('ok'));
  const bot = await startBot('http', core, {
    commands: [{ name: 'importar', title: named('importar'), description: named('importar'), options: [option] }],
  });
  try {
    const send = (bytes: Uint8Array) =>
      bot.person().command('importar', [], { option: 'arquivo', name: 'c.csv', bytes });
    await bot.settled(await send(Buffer.from('nome;cnpj\n')));
    const fileOf = (at: number) =>
      (core.asked[at]!.asked as Extract<Asked, { kind: 'command' }>).options.file as FileIn;
    expect(fileOf(0)).toMatchObject({ name: 'c.csv', size: 10 });
    expect(Buffer.from(await fileOf(0).read(10)).toString()).toBe('nome;cnpj\n');
    await expect(fileOf(0).read(9)).rejects.toMatchObject({ code: 'file-too-large' });
    await bot.settled(await send(new Uint8Array(100)));
    await bot.stop();
    await expect(fileOf(1).read(1000)).rejects.toMatchObject({ code: 'file-lost' });
  } finally {
    await bot.stop();
  }
});
