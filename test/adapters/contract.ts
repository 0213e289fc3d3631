import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Core, ShortcutOn } from '../../src/kit/incoming.ts';
import type { Abilities } from '../../src/kit/platform.ts';
import { createSample, listTitle, nasty, people, type Sample } from './sample.ts';

/** What a person sees of the newest answer, or of the form that is open. */
export interface Shown {
  title?: string;
  /** Everything that can be read there (title, table, menus' labels and notes too), as the eye reads it: markup of the platform taken away. */
  text: string;
  /** Labels of the buttons that can be pressed, links included. */
  buttons: readonly string[];
  /** Whether only the person who asked sees it. */
  private: boolean;
  /** Whether it stands in a conversation of their own, and not where they asked. */
  elsewhere?: boolean;
  files: readonly { name: string; bytes: Uint8Array }[];
  /** Whom the message would notify, by the platform's own rule: must stay empty. */
  pings: readonly string[];
  /** How many messages stand in the conversation: an update in place adds none. */
  messages: number;
  form?: ShownForm;
}

export interface ShownForm {
  title: string;
  /** What stands in each field, by its label; a menu gives the label of what is picked. */
  values: Readonly<Record<string, string>>;
  /** What the person was told is wrong, and at which field (its label) where the platform can show that. */
  errors: readonly { field?: string; message: string }[];
}

export interface Upload {
  name: string;
  bytes: Uint8Array;
}

/** A message in the channel, by somebody called Bia. */
export interface Written {
  text: string;
  files?: readonly Upload[];
}

/**
 * A person before a platform: the real adapter against the platform's stand-in. Every verb resolves, or throws within seconds, once the
 * final answer stands there.
 */
export interface Driver {
  start(core: Core): Promise<void>;
  stop(): Promise<void>;
  /** `/name`, with options by the word people type; platforms that take text get `word:value`. */
  command(name: string, options?: Readonly<Record<string, string>>): Promise<Shown>;
  press(label: string): Promise<Shown>;
  /** Picks an option of a menu, both by their labels. */
  pick(label: string, option: string): Promise<Shown>;
  /** The labels offered for `/achar` while typing: by the command's option where the platform completes those, else in the menu it answers with. */
  suggest(typed: string): Promise<readonly string[]>;
  /** Takes the suggestion with this label and sends it. */
  choose(typed: string, label: string): Promise<Shown>;
  /**
   * Fills the open form by the fields' labels, leaving the others as they stand, and sends it. Where a refusal closes the form, the driver
   * presses what brings it back: `form` is then the form again, and its `errors` are what the person was told.
   */
  submit(values: Readonly<Record<string, string | Upload>>): Promise<Shown>;
  /** Uses a shortcut, by what its menu calls it; on a message that somebody else wrote, or on somebody else. */
  use?(on: ShortcutOn, title: string, message?: Written): Promise<Shown>;
  /** Sends the last delivery once more, exactly as the platform repeats itself. */
  again(): Promise<Shown>;
  shown(): Shown;
}

/** What a refusal says: in the form, or in the conversation. */
const toldBy = ({ text, form }: Shown): string => form?.errors.map((error) => error.message).join('\n') || text;

/** What every chat must do with what people ask, as far as its platform says it can (`can` of its platform.ts). */
export function surfaceContract(name: string, can: Abilities, makeDriver: () => Driver): void {
  describe(`${name} as a surface`, () => {
    let sample: Sample;
    let driver: Driver;
    beforeEach(async () => {
      sample = createSample();
      driver = makeDriver();
      await driver.start(sample.core);
    });
    afterEach(async () => {
      await driver.stop();
      expect(sample.errors).toEqual([]);
    });

    test('a command is answered in private, with all it has to show', async () => {
      const shown = await driver.command('lista');
      expect(shown.private).toBe(true);
      expect(shown.elsewhere ?? false).toBe(!can.privateInChannel);
      expect(shown.title).toContain(listTitle);
      for (const part of [
        'Contagem: 0',
        'Escritório',
        'Contábil Aurora',
        'Quem é quem',
        'Oficina do Zé',
        'R$ 20,00',
        'Digite /lista',
      ])
        expect(shown.text).toContain(part);
      expect(shown.buttons).toEqual(['Somar', 'Editar', 'Portal']);
      expect(shown.messages).toBe(1);
    });

    test('what is meant for the channel stands in the channel', async () => {
      const shown = await driver.command('mural');
      expect(shown.private).toBe(false);
      expect(shown.text).toContain('Para todos.');
    });

    test('options arrive by the words people type', async () => {
      const shown = await driver.command('somar', { vezes: '3', cidade: 'Curitiba' });
      expect(shown.text).toContain('Total 3 em Curitiba');
    });

    test('a refusal is an answer, in private', async () => {
      const shown = await driver.command('recusa');
      expect(shown.private).toBe(true);
      expect(shown.text).toContain('Hoje não.');
      expect(shown.text).toContain('Tente amanhã.');
    });

    test('a button updates its message in place', async () => {
      await driver.command('lista');
      await driver.press('Somar');
      const shown = await driver.press('Somar');
      expect(shown.text).toContain('Contagem: 2');
      if (can.edits) expect(shown.text).not.toContain('Contagem: 1');
      expect(shown.messages).toBe(can.edits ? 1 : 3);
      expect(sample.runs).toEqual(['count 1', 'count 2']);
    });

    test('a menu picks', async () => {
      await driver.command('lista');
      const shown = await driver.pick('Cidade', 'Brasília');
      expect(shown.text).toContain('Cidade: Brasília');
      expect(shown.messages).toBe(can.edits ? 1 : 2);
    });

    test.runIf(can.typingAhead)('names are suggested while typing, and the one chosen is found', async () => {
      expect(await driver.suggest('sao jo')).toEqual(['Padaria São João']);
      const shown = await driver.choose('padaria', people[0]!);
      expect(shown.text).toContain(`Achado: ${people[0]}`);
    });

    test.runIf(can.forms)(
      'a form opens with what is known, and its answer takes the place of the message',
      async () => {
        await driver.command('lista');
        const { form } = await driver.press('Editar');
        expect(form?.title).toBe('Editar cliente');
        expect(form?.values.Nome).toBe('Padaria');
        expect(form?.values.Cidade).toBe('Curitiba');
        const shown = await driver.submit({ Nome: 'Padaria Nova', 'E-mail': 'nova@example.com' });
        expect(shown.form).toBeUndefined();
        expect(shown.text).toContain('c1: Padaria Nova, nova@example.com, Curitiba');
        expect(shown.private).toBe(true);
        expect(shown.messages).toBe(1);
      },
    );

    test.runIf(can.forms)('a form says what is wrong, keeps what was typed, and then succeeds', async () => {
      await driver.command('lista');
      await driver.press('Editar');
      const refused = await driver.submit({ Nome: 'Padaria Nova', 'E-mail': 'isto não é' });
      expect(refused.form?.errors.map((error) => error.message).join()).toContain('Não entendi isto não é em E-mail.');
      for (const error of refused.form?.errors ?? []) expect(error.field ?? 'E-mail').toBe('E-mail');
      expect(refused.form?.values).toMatchObject({ Nome: 'Padaria Nova', 'E-mail': 'isto não é', Cidade: 'Curitiba' });
      expect(sample.runs).toEqual([]);
      const shown = await driver.submit({ 'E-mail': 'nova@example.com' });
      expect(shown.form).toBeUndefined();
      expect(shown.text).toContain('c1: Padaria Nova, nova@example.com, Curitiba');
      expect(sample.runs).toEqual(['edit c1']);
    });

    test.runIf(can.forms && can.filesInForms)('a command opens a form, and a file comes in', async () => {
      const { form } = await driver.command('enviar');
      expect(form?.title).toBe('Enviar arquivo');
      const shown = await driver.submit({ Arquivo: { name: 'lista.csv', bytes: Buffer.from('olá; mundo') } });
      expect(shown.text).toContain('Recebido lista.csv: olá; mundo');
      expect(shown.private).toBe(true);
    });

    test.runIf(can.forms && can.filesInForms)('a file that is too large is refused in words', async () => {
      await driver.command('anexo');
      await driver.press('Enviar');
      const before = driver.shown().text;
      const shown = await driver.submit({ Arquivo: { name: 'grande.csv', bytes: new Uint8Array(1001) } });
      expect(shown.text).not.toContain('Recebido');
      // In the form, which stands there as it was, or in the conversation.
      const said = toldBy(shown);
      expect(said).not.toBe(before);
      expect(said.length).toBeGreaterThan(10);
    });

    test.runIf(can.forms)(
      'a form that is refused as a whole stays, with the reason and all that was typed',
      async () => {
        await driver.command('lista');
        await driver.press('Editar');
        const typed = { Nome: 'Ocupada', 'E-mail': 'nova@example.com', Observação: 'Ligar antes' };
        const refused = await driver.submit(typed);
        expect(toldBy(refused)).toContain('Ocupado.');
        expect(refused.form?.values).toMatchObject({ ...typed, Cidade: 'Curitiba' });
        // Too fast is no reason to lose it either.
        sample.slow(3);
        const again = await driver.submit({ Nome: 'Padaria Nova' });
        sample.slow(0);
        expect(toldBy(again)).toContain('Espere 3 s.');
        expect(again.form?.values).toMatchObject({ ...typed, Nome: 'Padaria Nova' });
        expect(sample.runs).toEqual([]);
        const shown = await driver.submit({});
        expect(shown.form).toBeUndefined();
        expect(shown.text).toContain('c1: Padaria Nova, nova@example.com, Curitiba');
        expect(sample.runs).toEqual(['edit c1']);
      },
    );

    test.runIf(can.shortcuts.includes('message'))(
      'a shortcut on a message reads its words, its files and where it stands',
      async () => {
        const text = `${nasty} R$ 10 < 20\nsegunda linha`;
        const files = [{ name: 'lista.csv', bytes: Buffer.from('olá; mundo') }];
        const shown = await driver.use!('message', 'Ler isto', { text, files });
        expect(shown.private).toBe(true);
        expect(shown.text).toContain('R$ 10 < 20');
        expect(shown.text).toContain('segunda linha');
        expect(shown.text).toContain('1 arquivo: lista.csv: olá; mundo');
        expect(shown.text).toMatch(/Está em https:\/\/\S+/);
        expect(shown.pings).toEqual([]);
        await driver.again();
        expect(sample.runs).toEqual(['read message']);
      },
    );

    test.runIf(can.shortcuts.includes('message'))('a shortcut opens a form with what the message says', async () => {
      const { form } = await driver.use!('message', 'Editar com isto', { text: 'Padaria Nova' });
      expect(form?.title).toBe('Editar cliente');
      expect(form?.values.Nome).toBe('Padaria Nova');
      const shown = await driver.submit({ 'E-mail': 'nova@example.com' });
      expect(shown.form).toBeUndefined();
      expect(shown.private).toBe(true);
      expect(shown.text).toContain('c2: Padaria Nova, nova@example.com');
      expect(sample.runs).toEqual(['edit c2']);
    });

    test.runIf(can.shortcuts.includes('person'))('a shortcut on a person knows who it is', async () => {
      const shown = await driver.use!('person', 'Ler isto');
      expect(shown.private).toBe(true);
      expect(shown.text).toContain('Pessoa: Bia');
    });

    test.runIf(can.shortcuts.includes('anywhere'))(
      'a shortcut from anywhere opens a form, and is answered',
      async () => {
        const { form } = await driver.use!('anywhere', 'Editar qualquer');
        expect(form?.title).toBe('Editar cliente');
        const shown = await driver.submit({ Nome: 'Padaria', 'E-mail': 'nova@example.com' });
        expect(shown.text).toContain('c3: Padaria, nova@example.com');
      },
    );

    test('what was typed too fast can be copied from the answer', async () => {
      sample.slow(3);
      const shown = await driver.command('somar', { vezes: '3', cidade: 'Curitiba' });
      for (const part of ['Espere 3 s.', 'Você escreveu', '/somar', '3', 'Curitiba'])
        expect(shown.text).toContain(part);
    });

    test.runIf(can.files)('a file goes out', async () => {
      const shown = await driver.command('baixar');
      expect(shown.text).toContain('Aqui está.');
      expect(shown.files.map((file) => file.name)).toEqual(['clientes.csv']);
      expect(Buffer.from(shown.files[0]!.bytes).toString()).toBe('nome;valor\nPadaria Real;10\n');
    });

    test('names stay text wherever they stand, and notify nobody', async () => {
      const shown = await driver.command('nomes');
      expect(shown.title).toContain(nasty);
      // Title, text three times, fact twice, caption, column, cell, menu, note.
      expect(shown.text.split(nasty).length - 1).toBeGreaterThanOrEqual(9);
      expect(shown.buttons).toEqual([nasty]);
      expect(shown.pings).toEqual([]);
    });

    test('a repeated delivery is done once', async () => {
      await driver.command('somar', { vezes: '2' });
      await driver.again();
      expect(sample.runs).toEqual(['somar 2']);
      await driver.command('lista');
      await driver.press('Somar');
      const shown = await driver.again();
      expect(shown.text).toContain('Contagem: 1');
      expect(sample.runs).toEqual(['somar 2', 'count 1']);
    });

    test('long work is answered at once, and again when it is done', async () => {
      const shown = await driver.command('demora');
      expect(shown.text).toContain('Tudo feito.');
      expect(shown.text).not.toContain('Metade');
      expect(shown.messages).toBe(1);
      expect(sample.runs).toEqual(['demora']);
    });
  });
}
