import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, lineMarkdown, linesOf } from '../../../adapters/discord/markdown.ts';
import type { Line, Span } from '../../../src/kit/view.ts';
import { visible } from '../../fakes/discord/rendered.ts';

const tokens = [
  ...[
    '*',
    '**',
    '_',
    '__',
    '~~',
    '||',
    '`',
    '```',
    '\\',
    '#',
    '# ',
    '-# ',
    '> ',
    '>>> ',
    '- ',
    '+ ',
    '1. ',
    '12) ',
    '[',
    ']',
    '(',
    ')',
    '](',
    '<',
    '>',
    '!',
  ],
  ...[
    '@everyone',
    '@here',
    '<@123456789012345678>',
    '<@!1>',
    '<@&2>',
    '<#3>',
    '<@U1>',
    '<:a:1>',
    '<a:b:2>',
    '<t:1:R>',
    '</x:1>',
    '<id:home>',
  ],
  ...[
    'https://mau.example/x',
    'http://a.b',
    'steam://run',
    '://',
    '[a](https://b.example)',
    'Padaria',
    'São',
    'é',
    ' ',
    '  ',
    '\u202e',
    '👩‍👩‍👧',
    '日本',
  ],
];
const spoken = fc.oneof(
  fc.array(fc.constantFrom(...tokens), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 30 }),
);
const span: fc.Arbitrary<Span> = fc.oneof(
  spoken,
  spoken.map((bold) => ({ bold })),
  spoken.map((code) => ({ code })),
);

const asRead = (text: string) => clean(text).replace(/\u200b/g, '');
const words = (line: Line): string =>
  (Array.isArray(line) ? (line as readonly Span[]) : [line as Span])
    .map((each) =>
      typeof each === 'string'
        ? each
        : 'bold' in each
          ? each.bold
          : 'code' in each
            ? each.code
            : 'link' in each
              ? each.link
              : each.channel,
    )
    .join('');

describe('markdown', () => {
  test('shows every text as it is', () => {
    fc.assert(
      fc.property(spoken, (text) => {
        const line = text.replace(/[\r\n]/g, ' ');
        expect(visible(lineMarkdown(line))).toBe(asRead(line));
      }),
      { numRuns: 2000 },
    );
  });

  test('shows spans side by side as they are', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 4 }), (spans) => {
        for (const line of linesOf(spans)) expect(visible(lineMarkdown(line))).toBe(asRead(words(line)));
      }),
      { numRuns: 2000 },
    );
  });

  test('keeps to a length, and says so', () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 4 }), fc.integer({ min: 20, max: 60 }), (spans, max) => {
        for (const line of linesOf(spans)) {
          const short = lineMarkdown(line, max);
          expect(short.length).toBeLessThanOrEqual(max);
          if (visible(short) !== asRead(words(line))) expect(short).toContain('…');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('makes bold, code and links where they are meant', () => {
    expect(lineMarkdown(['a ', { bold: 'b*' }, { bold: 'c' }, ' ', { code: 'x_y' }])).toBe(
      'a **b\\***\u200b**c** `x_y`',
    );
    expect(lineMarkdown({ link: 'Portal [1]', url: 'https://example.com/a(b)' })).toBe(
      '[Portal \\[1\\]](https://example.com/a%28b%29)',
    );
    expect(lineMarkdown({ link: 'isto', url: 'javascript:alert(1)' })).toBe('isto (javascript:alert(1))');
  });
});
