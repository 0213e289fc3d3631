import { afterEach, describe, expect, test } from 'vitest';
import type { Core, Incoming, Outcome, SealedForm } from '../../../src/kit/incoming.ts';
import type { Block } from '../../../src/kit/view.ts';
import { type Bench, shownBy, slackWords, startBench } from '../../fakes/slack/driver.ts';
import { seen } from '../../fakes/slack/rendered.ts';
import { createSample } from '../sample.ts';

let bench: Bench;
afterEach(async () => {
  const { refused } = bench.fake.state;
  await bench.stop();
  expect(refused).toEqual([]);
  expect(bench.errors).toEqual([]);
});

const view = (
  text: string,
  answers: 'private' | 'channel' | 'update' = 'private',
  ...blocks: Block<string>[]
): Outcome => ({
  kind: 'view',
  answers,
  view: { blocks: [{ kind: 'text', text }, ...blocks] },
});
const buttons = (...presses: string[]): Block<string> => ({
  kind: 'buttons',
  buttons: presses.map((press) => ({ label: press, press })),
});
const form = (more: Partial<SealedForm> = {}): SealedForm => ({
  id: 'a.form|1&2',
  title: 'Formulário',
  submit: 'Enviar',
  fields: [{ name: 'who', kind: 'search', label: 'Quem', required: true }],
  ...more,
});
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A core that answers by what is asked, and remembers what it was asked. */
function scripted(
  answer: (incoming: Incoming) => Outcome | Promise<Outcome>,
  plan: ReturnType<Core['plan']> = 'private',
) {
  const heard: Incoming[] = [];
  const handle: Core['handle'] = async (incoming) => {
    heard.push(incoming);
    return answer(incoming);
  };
  const core: Core = { plan: () => plan, handle };
  return { core, heard };
}
const quietly = async (sent: Promise<unknown>) => {
  await sent;
  await bench.quiet();
  return shownBy(bench);
};

describe('who and what', () => {
  test('the person, the place, the language and the rights come along', async () => {
    const { core, heard } = scripted(() => view('sim'));
    bench = await startBench(core, 'http');
    await bench.person.command('lista', 'a b');
    await bench.another({ user: 'U0000002' }).command('lista');
    expect(heard[0]!.asked).toEqual({ kind: 'typed', command: 'lista', text: 'a b' });
    expect(heard[0]!.place).toMatchObject({
      platform: 'slack',
      workspace: 'T0000001',
      user: 'U0000001',
      userName: 'ana',
      channel: 'C0000001',
      locale: 'pt-BR',
    });
    expect(heard[0]!.key).toMatch(/^slack:.+/);
    expect(await heard[0]!.place.isAdmin()).toBe(true);
    expect(heard[1]!.place.locale).toBe('en-US');
    expect(await heard[1]!.place.isAdmin()).toBe(false);
    expect(bench.fake.state.calls.filter((call) => call.method === 'users.info')).toHaveLength(2);
  });

  test('an id comes back as it went, whatever is in it', async () => {
    const id = 'a.b|Silva & Filhos <x>^26|é';
    const { core, heard } = scripted(({ asked }) =>
      asked.kind === 'typed'
        ? view('escolha', 'private', buttons(id), {
            kind: 'choice',
            label: 'Menu',
            press: id,
            options: [{ label: 'Um', value: '1' }],
          })
        : view('feito', 'update', buttons(id)),
    );
    bench = await startBench(core, 'http');
    await quietly(bench.person.command('lista'));
    await quietly(bench.person.pick('Menu', 'Um'));
    await quietly(bench.person.press(id));
    expect(heard.slice(1).map(({ asked }) => asked)).toEqual([
      { kind: 'press', id, picked: ['1'] },
      { kind: 'press', id },
    ]);
    expect(new Set(heard.map(({ key }) => key)).size).toBe(3);
  });

  test('a menu of many gives all that is picked', async () => {
    const options = ['Um', 'Dois', 'Três'].map((label) => ({ label, value: label.toLowerCase() }));
    const { core, heard } = scripted(({ asked }) =>
      asked.kind === 'typed'
        ? view('escolha', 'private', { kind: 'choice', label: 'Menu', press: 'a|1', options, many: true })
        : view('ok', 'update'),
    );
    bench = await startBench(core, 'http');
    await quietly(bench.person.command('lista'));
    await quietly(bench.person.pick('Menu', 'Um', 'Três'));
    expect(heard[1]!.asked).toEqual({ kind: 'press', id: 'a|1', picked: ['um', 'três'] });
  });

  test('a link is acknowledged and asks nobody', async () => {
    const { core, heard } = scripted(() =>
      view('portal', 'private', { kind: 'buttons', buttons: [{ label: 'Abrir', url: 'https://example.com/' }] }),
    );
    bench = await startBench(core, 'http');
    await quietly(bench.person.command('lista'));
    expect((await bench.person.press('Abrir')).status).toBe(200);
    expect(heard).toHaveLength(1);
  });

  test('fields of a form come by name, people and channels by id, and a searching field suggests', async () => {
    const fields: SealedForm['fields'] = [
      { name: 'who', kind: 'search', label: 'Quem', required: true },
      {
        name: 'tags',
        kind: 'choices',
        label: 'Etiquetas',
        required: false,
        options: [
          { label: 'A', value: 'a' },
          { label: 'B', value: 'b' },
        ],
        value: ['b'],
      },
      { name: 'person', kind: 'user', label: 'Pessoa', required: true },
      { name: 'place', kind: 'channel', label: 'Canal', required: true, value: 'C0000001' },
      { name: 'note', kind: 'long', label: 'Nota', required: false },
    ];
    const { core, heard } = scripted(({ asked }) => {
      if (asked.kind === 'search') return { kind: 'options', options: [{ label: 'Padaria & Cia', value: 'p1' }] };
      return asked.kind === 'submit' ? view('recebido') : { kind: 'form', form: form({ fields }) };
    });
    bench = await startBench(core, 'http');
    await quietly(bench.person.command('novo'));
    const [suggestion] = await bench.person.suggestInForm('Quem', 'pad');
    const shown = await quietly(bench.person.submit({ Quem: suggestion, Pessoa: 'U0000002' }));
    expect(heard[1]!.asked).toEqual({ kind: 'search', id: 'a.form|1&2', field: 'who', typed: 'pad' });
    expect(heard[2]!.asked).toEqual({
      kind: 'submit',
      id: 'a.form|1&2',
      fields: { who: 'p1', tags: ['b'], person: 'U0000002', place: 'C0000001', note: undefined },
    });
    expect(heard[2]!.place.channel).toBe('C0000001');
    expect(shown).toMatchObject({ text: 'recebido', private: true, form: undefined });
  });

  test('a form corrected and sent again is another delivery, a form repeated is the same', async () => {
    const sample = createSample();
    bench = await startBench(sample.core, 'http');
    await quietly(bench.person.command('lista'));
    await quietly(bench.person.press('Editar'));
    await quietly(bench.person.submit({ Nome: 'A', 'E-mail': 'x' }));
    await quietly(bench.person.submit({ 'E-mail': 'x@example.com' }));
    expect(await bench.person.again()).toMatchObject({ status: 200 });
    expect(sample.runs).toEqual(['edit c1']);
  });
});

describe('where answers stand', () => {
  test('a press may answer in private and in the channel, and leaves its card', async () => {
    const { core } = scripted(({ asked }) =>
      asked.kind === 'typed'
        ? view('cartão', 'channel', buttons('a|private', 'a|channel'))
        : view('resposta', (asked as { id: string }).id.slice(2) as 'private'),
    );
    bench = await startBench(core, 'http');
    await quietly(bench.person.command('lista'));
    expect(await quietly(bench.person.press('a|private'))).toMatchObject({
      text: 'resposta',
      private: true,
      messages: 2,
    });
    expect(await quietly(bench.person.press('a|channel'))).toMatchObject({
      text: 'resposta',
      private: false,
      messages: 3,
    });
    expect(seen(bench.person.messages()[0]!.blocks)).toContain('cartão');
  });

  test('a form sent twice over half an hour later still finds its message', async () => {
    let now = Date.now();
    const { core } = scripted(({ asked }) => {
      if (asked.kind === 'typed') return view('cartão', 'channel', buttons('a|edit'));
      return asked.kind === 'press' ? { kind: 'form', form: form({ fields: [] }) } : view('mudado', 'update');
    });
    bench = await startBench(core, 'socket', { clock: () => new Date(now) });
    await quietly(bench.person.command('lista'));
    await quietly(bench.person.press('a|edit'));
    now += 31 * 60_000;
    expect(await quietly(bench.person.submit())).toMatchObject({ text: 'mudado', messages: 1, private: false });
    expect(bench.fake.state.calls.filter(({ method }) => method === 'response_url')).toEqual([]);
  });

  test('a form after a form takes its place', async () => {
    const { core } = scripted(({ asked }) => {
      if (asked.kind === 'submit')
        return asked.id === 'a.two'
          ? view('fim')
          : { kind: 'form', form: form({ id: 'a.two', title: 'Segundo', fields: [] }) };
      return { kind: 'form', form: form({ fields: [] }) };
    });
    bench = await startBench(core, 'http');
    await quietly(bench.person.command('novo'));
    expect((await quietly(bench.person.submit())).form?.title).toBe('Segundo');
    expect(await quietly(bench.person.submit())).toMatchObject({ text: 'fim', form: undefined });
  });

  test('files go along, into the channel where all may see them; what a picture says stands in the answer', async () => {
    const png = new Uint8Array([137, 80, 78, 71]);
    const { core } = scripted(() => ({
      kind: 'view',
      answers: 'channel',
      view: {
        blocks: [{ kind: 'image', name: 'vencimentos.png', alt: 'Vencimentos por mês', png }],
        files: [{ name: 'vencimentos.csv', type: 'text/csv', bytes: png }],
      },
    }));
    bench = await startBench(core, 'http');
    const shown = await quietly(bench.person.command('grafico'));
    expect(shown.text).toContain('Vencimentos por mês');
    expect(shown.files.map(({ name, bytes }) => [name, [...bytes]])).toEqual([['vencimentos.csv', [...png]]]);
    expect(bench.fake.state.messages.find(({ files }) => files.length > 0)!.channel).toBe('C0000001');
  });

  test('files of a private answer go to direct messages, and the answer says so', async () => {
    bench = await startBench(createSample().core, 'http');
    expect((await quietly(bench.person.command('baixar'))).text).toContain(slackWords.filesSent('clientes.csv'));
    expect(bench.fake.state.messages.find(({ files }) => files.length > 0)!.channel).toBe('D0000001');
  });
});

describe('long work', () => {
  const never = new Promise<Outcome>(() => undefined);

  test('what never comes is still acknowledged, and says that it is being worked on', async () => {
    const { core } = scripted(({ asked }) => {
      if (asked.kind === 'typed' && asked.command === 'lista')
        return view('cartão', 'private', buttons('a|1'), {
          kind: 'search',
          label: 'Quem',
          press: 'a|2',
          otherwise: '',
        });
      if (asked.kind === 'typed' && asked.command === 'novo') return { kind: 'form', form: form({ fields: [] }) };
      return never;
    });
    bench = await startBench(core, 'http');
    await quietly(bench.person.command('lista'));
    await quietly(bench.person.command('novo'));
    const started = performance.now();
    const answers = await Promise.all([
      bench.person.command('nunca'),
      bench.person.press('a|1'),
      bench.person.submit(),
      bench.person.suggest('Quem', 'x'),
    ]);
    expect(performance.now() - started).toBeLessThan(2900);
    expect(answers[0].status).toBe(200);
    expect(answers[1].status).toBe(200);
    expect(answers[3].options).toEqual([]);
    await rest(200);
    expect(seen(bench.fake.state.open!.view.blocks)).toBe(slackWords.working);
    const notes = bench.person.messages().filter(({ blocks }) => seen(blocks) === slackWords.working);
    expect(notes).toHaveLength(2);
    expect(notes.every(({ only }) => only === 'U0000001')).toBe(true);
  });

  test('progress of a press takes the place of its card only when the answer does too, and five uses are never passed', async () => {
    const { core } = scripted(async ({ asked, progress }) => {
      if (asked.kind === 'typed') return view('cartão', 'private', buttons('a|1'));
      for (let i = 1; i <= 34; i++) {
        await progress?.({ blocks: [{ kind: 'text', text: `passo ${i}` }] });
        await rest(200);
      }
      return view('recusado', 'private');
    }, 'update');
    bench = await startBench(core, 'http');
    await bench.person.command('lista');
    await bench.person.press('a|1');
    await rest(200);
    expect(shownBy(bench).text).toMatch(/^passo \d+$/);
    expect(await quietly(rest(0))).toMatchObject({ text: 'recusado', messages: 1 });
    const uses = bench.fake.state.calls.filter(({ method }) => method === 'response_url');
    expect(uses.length).toBeGreaterThanOrEqual(3);
    expect(uses.length).toBeLessThanOrEqual(4);
  });

  test('an answer for the channel gives the working note its place', async () => {
    const { core } = scripted(() => rest(2200).then(() => view('para todos', 'channel')), 'channel');
    bench = await startBench(core, 'http');
    expect(await quietly(bench.person.command('mural'))).toMatchObject({
      text: 'para todos',
      private: false,
      messages: 1,
    });
  });

  test('a form that takes long says so, shows its errors, and then what came of it', async () => {
    let sent = 0;
    const fields: SealedForm['fields'] = [{ name: 'who', kind: 'text', label: 'Quem', required: true }];
    const { core } = scripted(async ({ asked, progress }) => {
      if (asked.kind !== 'submit') return { kind: 'form', form: form({ fields }) };
      await progress?.({ blocks: [{ kind: 'text', text: 'lendo o arquivo' }] });
      await rest(2200);
      return sent++ === 0
        ? { kind: 'form', form: form({ fields: [{ ...fields[0]!, value: 'x', error: 'Não conheço x.' }] }) }
        : view('importado');
    });
    bench = await startBench(core, 'socket');
    await quietly(bench.person.command('importar'));
    const refused = await quietly(bench.person.submit({ Quem: 'x' }));
    expect(seen(bench.fake.state.open!.view.blocks)).toContain('Não conheço x.');
    expect(refused.form?.values.Quem).toBe('x');
    const done = await quietly(bench.person.submit({ Quem: 'y' }));
    expect(seen(bench.fake.state.open!.view.blocks)).toBe(slackWords.answered);
    expect(done.text).toBe('importado');
  });
});
