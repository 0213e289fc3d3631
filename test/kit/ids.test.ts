import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mint, readId, readInput } from '../../src/kit/ids.ts';
import { bytes } from '../../src/kit/text.ts';

const object = z.object({
  id: z.string().optional(),
  note: z.string().optional(),
  page: z.number().optional(),
  open: z.boolean().optional(),
  kind: z.enum(['a', 'b,c', 'd|e']).optional(),
  tags: z.array(z.string()).optional(),
  pages: z.array(z.number()).optional(),
  last: z.string().default('none'),
});
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 12 }),
    fc.uuid(),
    fc.constantFrom(
      '',
      '~',
      '%',
      '!',
      '|',
      ',',
      '%25',
      'a,b',
      '0',
      '1',
      'true',
      'padaria são joão',
      '<!channel>',
      '\n',
    ),
  )
  .filter((value) => !value.includes('\0') && !value.includes('%00'));
const inputs = fc.record(
  {
    id: fc.uuid(),
    note: text,
    page: fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
    ),
    open: fc.boolean(),
    kind: fc.constantFrom('a', 'b,c', 'd|e'),
    tags: fc.array(text, { maxLength: 4 }),
    pages: fc.array(fc.integer(), { maxLength: 4 }),
    last: text,
  },
  { requiredKeys: [] },
);

describe('an id', () => {
  it('says what was put into it, in 100 bytes or by what is stored', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const minted = mint('sample.action', object, input);
        expect(bytes(minted.id)).toBeLessThanOrEqual(100);
        expect(readId(minted.id).name).toBe('sample.action');
        const data = 'token' in minted ? minted.data : minted.id;
        if ('token' in minted) expect(readId(minted.id).token).toBe(minted.token);
        else expect(readId(minted.id).token).toBeUndefined();
        expect(readInput(data, object)).toEqual({ last: 'none', ...input });
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same for the same input, and another for another', () => {
    fc.assert(
      fc.property(inputs, inputs, (one, two) => {
        const same = JSON.stringify(object.parse(one)) === JSON.stringify(object.parse(two));
        if (!same && !('last' in one !== 'last' in two))
          expect(mint('s', object, one).id === mint('s', object, two).id).toBe(false);
        expect(mint('s', object, one)).toEqual(mint('s', object, { ...one }));
      }),
    );
  });

  it('never throws, whatever it has been altered to', () => {
    const altered = fc
      .tuple(inputs, fc.string({ unit: 'binary', maxLength: 30 }), fc.nat())
      .map(([input, junk, at]) => {
        const { id } = mint('sample.action', object, input);
        const where = at % (id.length + 1);
        return id.slice(0, where) + junk + id.slice(where + junk.length);
      });
    fc.assert(
      fc.property(fc.oneof(altered, fc.string({ unit: 'binary', maxLength: 200 })), (id) => {
        expect(typeof readId(id).name).toBe('string');
        expect(readId(id).token ?? '').toMatch(/^[\w-]*$/);
        const read = readInput(id, object);
        if (read) expect(object.safeParse(read).success).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['a|%', 'a|%zz', 'a|%e0%a4', 'a|~~~', 'a|%00', 'a|\0', 'a|x|x|x|x|z', 'a||||||||||||', 'a|1|2|3|4|nothing'])(
    'refuses %j',
    (id) => {
      expect(readInput(id, object)).toBeUndefined();
    },
  );

  it('keeps its meaning when a field is added at the end', () => {
    const older = z.object({ id: z.string() });
    const newer = z.object({ id: z.string(), page: z.number().default(1) });
    expect(readInput(mint('s', older, { id: 'x' }).id, newer)).toEqual({ id: 'x', page: 1 });
  });

  it('fits three uuids, and stores what is longer', () => {
    const three = z.object({ a: z.string(), b: z.string(), c: z.string() });
    const input = {
      a: '0193537e-8f6a-7c3e-9c5c-1d2e3f4a5b6c',
      b: '0193537e-8f6a-7c3e-9c5c-1d2e3f4a5b6d',
      c: '0193537e-8f6a-7c3e-9c5c-1d2e3f4a5b6e',
    };
    const minted = mint('clients.long', three, input);
    expect(minted).not.toHaveProperty('token');
    const longer = mint('clients.long', three, { ...input, c: 'ã'.repeat(40) });
    expect(longer.id).toMatch(/^clients\.long![\w-]{24}$/);
  });
});
