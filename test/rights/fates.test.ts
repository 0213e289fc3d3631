import { describe, expect, it } from 'vitest';
import { fateOf, fates, isTold } from '../../src/rights/schema.ts';
import { type Fate, subjects, ways } from '../../src/rights/subjects.ts';
import { inner } from '../../src/rights/views/readable.ts';
import { words } from '../../src/words/index.ts';
import { columns } from './marked.ts';

const known = columns();

describe('the table of rights', () => {
  it('decides on every model of the schema, and on no other', () => {
    const missing = [...known.keys()].filter((model) => !fates[model]);
    expect(
      missing,
      'src/rights/schema.ts has no fate for these models: whose are they, and what becomes of them?',
    ).toEqual([]);
    expect(
      Object.keys(fates).filter((model) => !known.has(model)),
      'src/rights/schema.ts knows models that are none',
    ).toEqual([]);
  });

  it('has a fate for every column and every way, and a reason', () => {
    const fine: readonly (Fate | undefined)[] = ['gone', 'blank', 'kept', 'theirs'];
    for (const [model, names] of known)
      for (const [way, subject] of Object.entries(ways)) {
        expect(fates[model]?.[subject].why, `${model}: why, ${way}`).toBeTruthy();
        for (const { name } of names) expect(fine, `${model}.${name}, ${way}`).toContain(fateOf(model, name, subject));
      }
  });

  it('names only columns that there are', () => {
    for (const [model, of] of Object.entries(fates)) {
      const named = [
        ...subjects.flatMap((subject) => Object.keys(of[subject].blank ?? {})),
        ...(of.inside === 'all' ? [] : (of.inside ?? [])),
      ];
      for (const column of [...named, ...(of.untold === 'all' ? [] : (of.untold ?? []))])
        expect(
          known.get(model)?.map((each) => each.name),
          `${model}.${column}`,
        ).toContain(column);
    }
  });

  it('keeps no name, address, document, phone or free text of a client whom a firm erases', () => {
    const personal =
      /^(name|tradeName|email|phone|document|contactName|companyName|notes|reason|searchKey|nameKey|receipts)$/;
    for (const [model, names] of known)
      for (const { name } of names.filter((each) => personal.test(each.name)))
        if (fates[model]?.client.where)
          expect(['gone', 'blank'], `${model}.${name}: a personal column of what is about a client`).toContain(
            fateOf(model, name, 'client'),
          );
  });

  it('leads to a firm’s rows from the firm, so that none outlives it', () => {
    for (const [model, names] of known)
      if (names.some((each) => each.name === 'firmId')) expect(fateOf(model, 'firmId', 'firm'), model).toBe('gone');
  });

  it('has a word for every column that is told, in every language', () => {
    const missing = Object.entries(words).flatMap(([language, w]) =>
      [...known].flatMap(([model, names]) => {
        const told = names.filter(({ name }) =>
          (['client', 'account'] as const).some((subject) => isTold(model, name, subject)),
        );
        const columns = told
          .filter(({ name }) => !inner.test(name) && !w.rights.told.columns[name])
          .map(({ name }) => `${model}.${name}`);
        return (told.length === 0 || w.rights.told.models[model] ? columns : [model, ...columns]).map(
          (each) => `${language}: ${each}`,
        );
      }),
    );
    expect(
      missing,
      'src/words/*/told.ts has no word for these, or src/rights/views/readable.ts must know that they are inner',
    ).toEqual([]);
  });
});
