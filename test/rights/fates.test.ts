import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blankRequest, fateOf, fates } from '../../src/rights/schema.ts';

/** Every stored column of every model, read from the schema itself; relations are no columns. */
function columns(): Map<string, string[]> {
  const text = readFileSync('prisma/schema.prisma', 'utf8');
  const models = new Map([...text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map(([, name, body]) => [name!, body!]));
  return new Map(
    [...models].map(([name, body]) => [
      name,
      [...body.matchAll(/^ {2}(\w+)\s+(\w+)(\[\])?\??/gm)]
        .filter(([, , type, list]) => !list && !models.has(type!))
        .map(([, column]) => column!),
    ]),
  );
}

describe('what erasing a client does', () => {
  it('is decided for every model of the schema, and for no other', () => {
    expect(Object.keys(fates).sort()).toEqual([...columns().keys()].sort());
  });

  it('names only columns that there are', () => {
    const known = columns();
    for (const [model, { but }] of Object.entries(fates)) {
      for (const column of Object.keys(but ?? {})) expect(known.get(model), `${model}.${column}`).toContain(column);
    }
  });

  it('keeps no name, address, document, phone or free text of a client', () => {
    const personal = /^(name|tradeName|email|phone|document|contactName|companyName|notes|reason|searchKey|nameKey)$/;
    for (const [model, names] of columns()) {
      for (const column of names.filter((each) => personal.test(each))) {
        if (fates[model]?.fate !== 'theirs') expect(['gone', 'blank'], `${model}.${column}`).toContain(fateOf(model, column));
      }
    }
  });

  it('blanks in a request exactly what the table says', () => {
    const wanted = Object.entries(fates.ConnectionRequest?.but ?? {}).map(([column]) => column);
    expect(Object.keys(blankRequest).sort()).toEqual(wanted.sort());
  });
});
