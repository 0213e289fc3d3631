import fc from 'fast-check';
import type { SealedField, SealedForm } from '../src/kit/incoming.ts';
import type { Block, Button, Line, Option, SealedView, Span } from '../src/kit/view.ts';

/** Views and forms of every shape a feature could make, and worse: what every renderer must fit into its platform. */

const nasty = [
  '',
  ' ',
  '\n\n',
  '<!channel>',
  '@everyone @here',
  '<@U0000001> <#C0000001>',
  '*bold* _it_ ~no~ `code` ```block```',
  '[a](https://example.com) ||spoiler|| # title\n> quote\n- list',
  ':smile: &amp; & <b> "quoted" \\',
  '\u202eesrever\u202c \u200b\u2066x\u2069',
  '👩‍👩‍👧‍👦🇧🇷é\u0301',
  '\ud83d',
  '\u0000\u0007\u001b[31m',
  "'); DROP TABLE clients;--",
  '=HYPERLINK("https://example.com")',
];

const shortText = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.lorem({ maxCount: 6 }),
);
const longText = fc
  .tuple(shortText, fc.integer({ min: 1, max: 400 }))
  .map(([text, times]) => `${text} `.repeat(times).slice(0, 12_000));
const anyText = fc.oneof({ weight: 6, arbitrary: shortText }, { weight: 1, arbitrary: longText });
const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true }),
  fc.constantFrom('https://example.com/?a=1&b=<2>|3', 'https://example.com/portal'),
);

const span: fc.Arbitrary<Span> = fc.oneof(
  { weight: 3, arbitrary: anyText },
  { weight: 1, arbitrary: fc.record({ bold: anyText }) },
  { weight: 1, arbitrary: fc.record({ code: shortText }) },
  { weight: 1, arbitrary: fc.record({ link: shortText, url }) },
);
const line: fc.Arbitrary<Line> = fc.oneof(anyText, span, fc.array(span, { maxLength: 6 }));

/** Sealed ids: at most 100 bytes, in the letters ids are made of and the ones people put into filters. */
const id = fc
  .tuple(fc.constantFrom('clients.page', 'a.b', 'x'), fc.string({ unit: 'grapheme-ascii', maxLength: 80 }))
  .map(([name, rest]) => `${name}|${rest.replace(/[%|,~!]/g, '%25')}`.slice(0, 100));

const option: fc.Arbitrary<Option> = fc.record(
  {
    label: shortText,
    value: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 100 }),
    description: anyText,
  },
  { requiredKeys: ['label', 'value'] },
);
const options = fc.array(option, { maxLength: 25 });
const style = fc.constantFrom<'primary' | 'danger' | undefined>('primary', 'danger', undefined);
const button: fc.Arbitrary<Button<string>> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ label: anyText, style, press: id }) },
  { weight: 1, arbitrary: fc.record({ label: anyText, url }) },
);

const table = fc
  .tuple(
    fc.integer({ min: 0, max: 24 }),
    fc.integer({ min: 0, max: 130 }),
    fc.array(line, { minLength: 1, maxLength: 12 }),
    fc.option(fc.array(fc.record({ label: anyText, press: id }), { minLength: 1, maxLength: 3 }), { nil: undefined }),
  )
  .map(
    ([columns, rows, cells, acts]): Block<string> => ({
      kind: 'table',
      caption: 'Quem é quem',
      columns: Array.from({ length: columns }, (_, i) => ({
        label: `Coluna ${i}`,
        ...(i % 3 === 2 ? { align: 'right' as const } : {}),
      })),
      // Some rows are shorter than the table is wide.
      rows: Array.from({ length: rows }, (_, r) =>
        Array.from(
          { length: r % 7 === 6 ? columns >> 1 : columns },
          (_, c) => cells[(r * columns + c) % cells.length]!,
        ),
      ),
      // Some rows have none.
      ...(acts ? { acts: Array.from({ length: rows }, (_, r) => acts.slice(r % 3, (r % 3) + 1)) } : {}),
    }),
  );

const group = fc
  .record({
    heading: anyText,
    items: fc.array(line, { maxLength: 6 }),
    times: fc.integer({ min: 1, max: 20 }),
    rest: anyText,
  })
  .map(({ items, times, ...rest }) => ({ ...rest, items: Array.from({ length: times }, () => items).flat() }));

const block: fc.Arbitrary<Block<string>> = fc.oneof(
  fc.record({ kind: fc.constant('groups' as const), groups: fc.array(group, { maxLength: 6 }) }),
  fc.record({ kind: fc.constant('text' as const), text: line }),
  fc.record({ kind: fc.constant('note' as const), text: line }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: shortText, value: line }), { maxLength: 30 }),
  }),
  table,
  fc.record({
    kind: fc.constant('image' as const),
    name: fc.constant('chart.png'),
    alt: anyText,
    png: fc.constant(new Uint8Array([137, 80, 78, 71])),
  }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 30 }) }),
  fc
    .record({ kind: fc.constant('choice' as const), label: anyText, press: id, options, many: fc.boolean() })
    .chain((choice) =>
      fc.subarray(choice.options.map((each) => each.value)).map((selected) => ({ ...choice, selected })),
    ),
  fc.record({ kind: fc.constant('search' as const), label: anyText, press: id, otherwise: line }),
);

export const arbitraryView: fc.Arbitrary<SealedView> = fc.record(
  {
    title: anyText,
    tone: fc.constantFrom('plain', 'good', 'warn', 'bad'),
    blocks: fc.oneof(
      { weight: 5, arbitrary: fc.array(block, { maxLength: 8 }) },
      { weight: 1, arbitrary: fc.array(block, { maxLength: 70 }) },
    ),
  },
  { requiredKeys: ['blocks'] },
);

const kinds = ['text', 'long', 'choice', 'choices', 'search', 'user', 'channel', 'file'] as const;
const formField: fc.Arbitrary<Omit<SealedField, 'name'>> = fc.record(
  {
    kind: fc.constantFrom(...kinds),
    label: anyText,
    hint: anyText,
    required: fc.boolean(),
    max: fc.integer({ min: 1, max: 5000 }),
    options,
    value: fc.oneof(anyText, fc.array(shortText, { maxLength: 4 })),
    error: anyText,
  },
  { requiredKeys: ['kind', 'label', 'required'] },
);

/** Titles and buttons come cut to 24 already, and options to 25. */
export const arbitraryForm: fc.Arbitrary<SealedForm> = fc
  .record({
    id,
    title: shortText.map((title) => title.slice(0, 24)),
    submit: shortText.map((submit) => submit.slice(0, 24)),
    fields: fc.array(formField, { maxLength: 5 }),
  })
  .map((form) => ({ ...form, fields: form.fields.map((field, i) => ({ ...field, name: `field${i}` })) }));
