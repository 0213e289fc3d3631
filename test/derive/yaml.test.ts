import { describe, expect, it } from 'vitest';
import { yaml } from '../../src/derive/yaml.ts';

describe('yaml', () => {
  it('writes nested lists and objects', () => {
    expect(
      yaml({
        a: {
          b: ['x', 'y'],
          c: [
            { d: 1, e: true },
            { f: undefined, g: [] },
          ],
          h: {},
        },
      }),
    ).toBe(
      ['a:', '  b:', '    - x', '    - y', '  c:', '    - d: 1', '      e: true', '    - g: []', '  h: {}', ''].join(
        '\n',
      ),
    );
  });

  it.each([
    ['chat:write', 'chat:write'],
    ['https://carteira.example.com/slack/events', 'https://carteira.example.com/slack/events'],
    ['Convida um cliente, e espera', 'Convida um cliente, e espera'],
    ['#1b3a4b', '"#1b3a4b"'],
    ['no', '"no"'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['a:', '"a:"'],
    ['12', '"12"'],
    ['', '""'],
    [' a', '" a"'],
    ['a ', '"a "'],
    ['say "hi"', '"say \\"hi\\""'],
    ['- a', '"- a"'],
    ['two\nlines', '"two\\nlines"'],
  ])('writes %j so that it is read as it was', (value, written) => {
    expect(yaml({ key: value })).toBe(`key: ${written}\n`);
  });
});
