import { describe, expect, it } from 'vitest';
import type { Outcome, Place } from '../../src/kit/incoming.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { button, shown } from '../house.ts';
import { createBot } from './bot.ts';

const viewOf = (outcome: Outcome): SealedView => {
  if (outcome.kind !== 'view') throw new Error(`no view: ${JSON.stringify(outcome)}`);
  return outcome.view;
};
const read = (outcome: Outcome) => shown(viewOf(outcome));

describe('dispatch', () => {
  it('does once what is delivered again, even at the same moment, and answers the same', async () => {
    const bot = createBot();
    const asked = { kind: 'typed', command: 'nota', text: 'oi' } as const;
    const [one, two] = await Promise.all([bot.ask(asked, {}, 'same'), bot.ask(asked, {}, 'same')]);
    expect(two).toBe(one);
    expect(await bot.ask(asked, {}, 'same')).toBe(one);
    expect(bot.runs).toEqual([{ name: 'oi' }]);
    await bot.ask(asked, {}, 'other');
    expect(bot.runs).toHaveLength(2);
  });

  it('remembers only so many answers', async () => {
    const bot = createBot();
    const asked = { kind: 'typed', command: 'nota', text: 'oi' } as const;
    for (let i = 0; i <= 256; i++) await bot.ask(asked, {}, `n${i}`);
    await bot.ask(asked, {}, 'n256');
    expect(bot.runs).toHaveLength(257);
    await bot.ask(asked, {}, 'n0');
    expect(bot.runs).toHaveLength(258);
  });

  it('plans an answer by what was asked alone', () => {
    const { core } = createBot();
    expect(core.plan({ kind: 'typed', command: 'nota', text: '' })).toBe('channel');
    expect(core.plan({ kind: 'command', command: 'nota', options: {} })).toBe('channel');
    expect(core.plan({ kind: 'typed', command: 'nenhum', text: '' })).toBe('private');
    expect(core.plan({ kind: 'press', id: 'notes.open|x' })).toBe('form');
    expect(core.plan({ kind: 'press', id: 'notes.pick!token' })).toBe('update');
    expect(core.plan({ kind: 'press', id: '' })).toBe('private');
    expect(core.plan({ kind: 'submit', id: 'notes.write|x', fields: {} })).toBe('update');
    expect(core.plan({ kind: 'search', id: 'nothing', typed: '' })).toBe('private');
  });

  it('answers a failure with a reference that is in the log, and with nothing of the failure itself', async () => {
    const bot = createBot();
    const said = read(await bot.ask({ kind: 'typed', command: 'quebra', text: '' }));
    const reference = /[0-9A-F]{8}/.exec(said)?.[0];
    expect(said).not.toMatch(/secret|srv|Error/);
    const errors = bot.logged.filter((each) => each.level === 'error');
    expect(errors).toMatchObject([
      { fields: { reference, err: { message: expect.stringContaining('secret detail') } } },
    ]);
    expect(bot.logged.at(-1)).toMatchObject({ fields: { what: '/quebra', code: 'broken' } });
    expect(read(await bot.ask({ kind: 'typed', command: 'quebra', text: '' }, { locale: 'en' }))).toContain(
      'Something went wrong',
    );
  });

  it('answers even when nobody can be known, or nothing kept', async () => {
    const blind = createBot({}, { identify: async () => Promise.reject(new Error('database gone')) });
    expect(read(await blind.ask({ kind: 'typed', command: 'nota', text: 'x' }))).toMatch(
      /Algo deu errado.*[0-9A-F]{8}/,
    );
    const forgetful = createBot({}, { keep: async () => Promise.reject(new Error('disk full')) });
    expect(read(await forgetful.ask({ kind: 'press', id: 'notes.pick' }))).toContain('Algo deu errado');
    expect(await blind.ask({ kind: 'search', command: 'nota', field: 'name', typed: 'x' })).toEqual({
      kind: 'options',
      options: [],
    });
  });

  it('says that a card is old, and what to type', async () => {
    const bot = createBot();
    for (const id of [
      'notes.pick!gone',
      'notes.gone|x',
      'notes.open',
      'notes.pick|%',
      'notes.pick|a|b',
      'notes.open!',
      'notes.pick!a\0',
    ])
      expect(read(await bot.ask({ kind: 'press', id }))).toBe(
        'Esta mensagem é antiga e os botões não valem mais. Digite /nota para continuar.',
      );
    expect(read(await bot.ask({ kind: 'submit', id: 'notes.write', fields: { name: 'x' } }))).toContain('Digite /nota');
    for (const id of ['', '|', '!', 'other.thing|x', '__proto__', '\0', '😀'])
      expect(read(await bot.ask({ kind: 'press', id }))).toContain('Digite /ajuda');
    expect(bot.runs).toEqual([]);
    expect(bot.logged.filter((each) => each.level === 'error')).toEqual([]);
  });

  it('keeps for the firm what does not fit into an id, and understands it for that firm only', async () => {
    const bot = createBot();
    const id = button(viewOf(await bot.ask({ kind: 'press', id: 'notes.pick|x', picked: ['a\0', 'b'] })), 'Longo');
    expect(id).toMatch(/^notes\.pick![\w-]{24}$/);
    await bot.ask({ kind: 'press', id });
    expect(bot.runs).toEqual([
      { input: { about: 'x' }, picked: ['a', 'b'], today: '2026-11-16' },
      { input: { about: 'ã'.repeat(60) }, picked: [], today: '2026-11-16' },
    ]);
    const other = createBot(
      { firm: { id: 'f2', name: 'Outra', timeZone: 'UTC', version: 1 } },
      { recall: async (firm, token) => bot.kept.get(`${firm}:${token}`) },
    );
    expect(read(await other.ask({ kind: 'press', id }))).toContain('antiga');
    // A token of one action is not taken by another.
    expect(read(await bot.ask({ kind: 'press', id: id.replace('pick', 'open') }))).toContain('antiga');
  });

  it('offers a form again with what was typed, and what was wrong where', async () => {
    const bot = createBot();
    const opened = await bot.ask({ kind: 'press', id: `notes.open|${'é'.repeat(60)}` });
    if (opened.kind !== 'form') throw new Error('no form');
    expect(opened.form).toMatchObject({
      title: 'Escrever uma nota bem c…',
      fields: [{ name: 'name', value: 'Zé', max: 10 }, { name: 'day' }],
    });
    const again = await bot.ask({
      kind: 'submit',
      id: opened.form.id,
      fields: { name: 'comprido demais', day: 'nunca' },
    });
    expect(again).toMatchObject({
      kind: 'form',
      form: {
        id: opened.form.id,
        fields: [
          { name: 'name', value: 'comprido demais', error: 'Campo nome: no máximo 10 caracteres.' },
          { name: 'day', value: 'nunca', error: expect.stringContaining('não é uma data') },
        ],
      },
    });
    expect(bot.runs).toEqual([]);
    const done = await bot.ask({ kind: 'submit', id: opened.form.id, fields: { name: 'Zé', day: 'amanhã' } });
    expect(done).toMatchObject({ kind: 'view', answers: 'update' });
    expect(bot.runs).toEqual([{ input: { about: 'é'.repeat(60) }, values: { name: 'Zé', day: '2026-11-17' } }]);
  });

  it('shows what a refusal adds, in private', async () => {
    const bot = createBot();
    const refused = await bot.ask({ kind: 'submit', id: 'notes.write|x', fields: { name: 'ocupado' } });
    expect(refused).toMatchObject({ kind: 'view', answers: 'private', view: { tone: 'warn' } });
    expect(read(refused)).toContain('Mais tarde.');
    expect(await bot.ask({ kind: 'press', id: 'notes.open|nada' })).toMatchObject({ kind: 'view', answers: 'private' });
  });

  it('refuses who may not, and welcomes who is not known', async () => {
    const nobody = createBot({ actor: { kind: 'visitor', id: '' }, can: (permission) => permission === 'visit' });
    expect(viewOf(await nobody.ask({ kind: 'typed', command: 'nota', text: 'x' })).title).toBe('Bem-vindo');
    expect(viewOf(await nobody.ask({ kind: 'press', id: 'notes.pick' })).title).toBe('Bem-vindo');
    expect(await nobody.ask({ kind: 'search', id: 'notes.pick', typed: 'x' })).toEqual({
      kind: 'options',
      options: [],
    });
    const member = createBot({ can: (permission) => permission === 'visit' });
    expect(read(await member.ask({ kind: 'typed', command: 'nota', text: 'x' }))).toContain('Só um administrador');
    expect([...nobody.runs, ...member.runs]).toEqual([]);
  });

  it('slows a hurry down without doing anything', async () => {
    const bot = createBot({}, { limit: (who) => (who === 'test:w:u' ? 3 : 0) });
    expect(read(await bot.ask({ kind: 'typed', command: 'nota', text: 'x' }))).toContain('em 3 segundos');
    expect(await bot.ask({ kind: 'search', id: 'notes.pick', typed: 'x' })).toEqual({ kind: 'options', options: [] });
    expect(bot.runs).toEqual([]);
    await bot.ask({ kind: 'typed', command: 'nota', text: 'x' }, { user: 'v' });
    expect(bot.runs).toHaveLength(1);
  });

  it('suggests at most 25, for options, forms and menus; a failure suggests nothing', async () => {
    const bot = createBot();
    const found = await bot.ask({ kind: 'search', id: 'notes.pick', typed: 'z' });
    expect(found.kind === 'options' && found.options).toHaveLength(25);
    expect(await bot.ask({ kind: 'search', command: 'nota', field: 'name', typed: `x${'y'.repeat(500)}` })).toEqual({
      kind: 'options',
      options: [{ label: expect.stringMatching(/^xy{199}$/), value: expect.any(String) }],
    });
    expect(await bot.ask({ kind: 'search', command: 'nota', field: 'none', typed: 'x' })).toEqual({
      kind: 'options',
      options: [],
    });
    expect(await bot.ask({ kind: 'search', id: 'notes.pick', typed: 'quebra' })).toEqual({
      kind: 'options',
      options: [],
    });
    expect(bot.logged.some((each) => each.level === 'error')).toBe(true);
  });

  it('answers an unknown command with the nearest, never in full length', async () => {
    const bot = createBot();
    expect(read(await bot.ask({ kind: 'typed', command: 'notta', text: '' }))).toContain('Você quis dizer /nota?');
    expect(read(await bot.ask({ kind: 'typed', command: 'z'.repeat(10_000), text: '' })).length).toBeLessThan(200);
  });

  it('seals what it shows meanwhile', async () => {
    const bot = createBot();
    const shown: SealedView[] = [];
    const place: Place = { platform: 'test', workspace: 'w', user: 'u', isAdmin: async () => false };
    const progress = async (view: SealedView) => {
      shown.push(view);
      throw new Error('the message is gone');
    };
    const outcome = await bot.core.handle({ key: 'p', place, asked: { kind: 'press', id: 'notes.pick' }, progress });
    expect(button(shown[0]!, 'Parar')).toBe('notes.pick|stop');
    expect(outcome.kind).toBe('view');
  });

  it('logs who and what, and nothing that was typed', async () => {
    const bot = createBot();
    await bot.ask({ kind: 'typed', command: 'nota', text: 'Padaria Secreta' });
    await bot.ask({ kind: 'submit', id: 'notes.write|Padaria Secreta', fields: { name: 'Secreta' } });
    expect(bot.logged).toMatchObject([
      { message: 'handled', fields: { platform: 'test', what: '/nota', code: 'ok', firm: 'f1', actor: 'm1' } },
      { message: 'handled', fields: { what: 'notes.write', code: 'ok' } },
    ]);
    expect(JSON.stringify(bot.logged)).not.toContain('Secreta');
  });
});
