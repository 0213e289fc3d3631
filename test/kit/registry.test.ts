import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Ctx } from '../../src/kit/ctx.ts';
import { action, command, type Feature, form, pressable, type Shortcut, shortcut } from '../../src/kit/definition.ts';
import { field, fieldsOf } from '../../src/kit/field.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import { type Stored, sealForm, sealView } from '../../src/kit/seal.ts';
import { words } from '../../src/words/index.ts';

const languages = Object.values(words);
const run = async () => ({ blocks: [] });
const named = (typed: string) => () => ({ typed, label: typed });
const say = () => 'x';
const makeCommand = (name: string, input: z.ZodObject = z.object({})) =>
  command({ name, title: say, summary: say, examples: () => [], permission: 'visit', answers: 'private', input, run });
const makeAction = (name: string) =>
  action({ name, command: 'a', permission: 'visit', answers: 'update', input: z.object({}), run });
const makeForm = (name: string, fields: z.ZodObject) =>
  form({
    name,
    command: 'a',
    permission: 'visit',
    answers: 'update',
    title: say,
    submit: say,
    input: z.object({}),
    fields,
    run,
  });
const shape = (count: number) =>
  z.object(Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, field.text(named(`f${i}`))])));
const make = (feature: Feature) => () => createRegistry([feature], languages);

const makeShortcut = (name: string, title: string, on: Shortcut['on'] = 'message') =>
  shortcut({ name, on, title: () => title, summary: say, permission: 'visit', answers: 'private', run });

describe('the registry', () => {
  it.each<[string, Feature, string]>([
    ['two shortcuts of one name', { shortcuts: [makeShortcut('a.b', 'A'), makeShortcut('a.b', 'B')] }, 'two shortcuts'],
    [
      'two of one title in one menu',
      { shortcuts: [makeShortcut('a.b', 'A'), makeShortcut('a.c', 'A')] },
      'two shortcuts are called the same',
    ],
    ['a shortcut that a menu would cut', { shortcuts: [makeShortcut('a.b', 'x'.repeat(25))] }, 'is too long'],
    [
      'more shortcuts than a platform takes',
      { shortcuts: [...'abcdefghijk'].map((each) => makeShortcut(`a.${each}`, each, 'anywhere')) },
      'more than 10 shortcuts',
    ],
    ['two commands of one name', { commands: [makeCommand('a'), makeCommand('a')] }, 'two commands are called a'],
    ['two actions of one name', { actions: [makeAction('a.b'), makeAction('a.b')] }, 'two actions'],
    [
      'a form and an action of one name',
      { actions: [makeAction('a.b')], forms: [makeForm('a.b', shape(1))] },
      'a form and an action',
    ],
    ['26 options', { commands: [makeCommand('a', shape(26))] }, 'more than 25 options'],
    ['six fields', { forms: [makeForm('a.b', shape(6))] }, 'more than 5 fields'],
    [
      'an option with a space',
      { commands: [makeCommand('a', z.object({ x: field.text(named('a b')) }))] },
      'no option name',
    ],
    ['an action with a bar', { actions: [makeAction('a|b')] }, 'no name'],
    ['an action that is too long', { actions: [makeAction('a'.repeat(41))] }, 'no name'],
  ])('refuses %s', (_, feature, said) => {
    expect(make(feature)).toThrow(said);
  });

  it('takes what is right', () => {
    const registry = make({
      commands: [makeCommand('a', shape(25))],
      actions: [makeAction('a.b')],
      forms: [makeForm('a.c', shape(5))],
    })();
    expect([...registry.commands.keys(), ...registry.actions.keys(), ...registry.forms.keys()]).toEqual([
      'a',
      'a.b',
      'a.c',
    ]);
  });
});

describe('fields', () => {
  it('are those that people see, in order; optional and defaulted ones are not required', () => {
    const object = z.object({
      own: z.string(),
      a: field.text(named('a')),
      b: field.text(named('b')).optional(),
      c: field.choice(['x', 'y'], named('c'), (_, value) => value).default('x'),
    });
    expect(fieldsOf(object).map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['a', 'text', true],
      ['b', 'text', false],
      ['c', 'choice', false],
    ]);
    expect(fieldsOf(object)).toBe(fieldsOf(object));
  });
});

describe('sealing', () => {
  const long = action({ ...makeAction('a.long'), input: z.object({ text: z.string() }), run });
  const list = field.pick(named('c'), async () =>
    Array.from({ length: 40 }, (_, i) => ({ label: 'x'.repeat(100), value: String(i) })),
  );
  const listed = makeForm('a.form', z.object({ c: list, d: field.yesNo(named('d')) }));
  const registry = createRegistry([{ actions: [long], forms: [listed] }], languages);
  // Sealing asks nothing but the words.
  const ctx = { w: words.en } as Ctx;

  it('turns every press into an id, and leaves links and other blocks as they are', () => {
    const stored: Stored[] = [];
    const options = Array.from({ length: 30 }, (_, i) => ({ label: `${i}`, value: `${i}` }));
    const view = sealView(
      registry,
      words.en,
      {
        title: 'T',
        blocks: [
          { kind: 'note', text: 'n' },
          {
            kind: 'buttons',
            buttons: [
              { label: 'a', press: long.press({ text: 'x' }) },
              { label: 'b', url: 'https://b' },
            ],
          },
          { kind: 'choice', label: 'c', press: long.press({ text: 'y'.repeat(200) }), options },
          { kind: 'search', label: 'd', press: long.press({ text: '' }), otherwise: 'o' },
        ],
      },
      stored,
    );
    expect(view.blocks).toMatchObject([
      { text: 'n' },
      { buttons: [{ press: 'a.long|x' }, { url: 'https://b' }] },
      { press: `a.long!${stored[0]!.token}`, options: { length: 25 } },
      { press: 'a.long|~' },
    ]);
    expect(stored).toHaveLength(1);
    expect(() =>
      sealView(
        registry,
        words.en,
        {
          blocks: [
            {
              kind: 'buttons',
              buttons: [
                { label: 'x', press: pressable({ name: 'none', permission: 'see', input: z.object({}) }).press({}) },
              ],
            },
          ],
        },
        [],
      ),
    ).toThrow('no action is called none');
  });

  it('gives a form its choices in the reader’s language, within the limits', async () => {
    const sealed = await sealForm(registry, listed.open({}, { d: 'yes' }), ctx, [], { c: (w) => w.kit.busy });
    expect(sealed.fields[0]).toMatchObject({ name: 'c', options: { length: 25 }, error: words.en.kit.busy });
    expect(sealed.fields[0]!.options![0]!.label).toHaveLength(75);
    expect(sealed.fields[1]).toMatchObject({
      value: 'yes',
      options: [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ],
    });
  });
});
