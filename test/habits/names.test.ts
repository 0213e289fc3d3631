import ts from 'typescript';
import { expect, it } from 'vitest';
import { product, sources } from './sources.ts';

/** They say nothing of what stands in the file: docs/decisions/words.md has what does. */
const vague =
  /\/(again|carry|deeds|desk|eye|foreign|go|heard|held|hold|hush|leave|marks|misc|put|running|scene|seen|settled|stand|standing|things|thread|thrift|told|utils?|whose)\.tsx?$/;

it('calls no file by a word from which nobody can guess it', () => {
  expect(sources.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
});

it('gives no exported type a name that two others have with another meaning', () => {
  const meanings = new Map<string, Map<string, string>>();
  for (const { path, tree } of product)
    tree.forEachChild((node) => {
      if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node) && !ts.isClassDeclaration(node)) return;
      if (!node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return;
      const name = node.name!.text;
      const known = meanings.get(name) ?? new Map<string, string>();
      // The same text twice is one meaning: rooms that may not know each other say it each for itself.
      known.set(node.getText(), path);
      meanings.set(name, known);
    });
  const often = [...meanings].filter(([, known]) => known.size > 2);
  expect(often.map(([name, known]) => `${name}: ${[...known.values()].join(', ')}`)).toEqual([]);
});
