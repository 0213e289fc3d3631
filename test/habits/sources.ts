import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** One import of a file: where it leads (a path from the root, or a package's name), and whether it is gone once compiled. */
export interface Import {
  to: string;
  local: boolean;
  type: boolean;
}

export interface Source {
  path: string;
  text: string;
  lines: number;
  tree: ts.SourceFile;
  imports: readonly Import[];
  /** Names other files' exports under its own roof. */
  reexports: boolean;
}

const folders = ['src', 'adapters', 'test', 'bench', 'scripts'];

function walk(folder: string, found: string[] = []): string[] {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== 'generated') walk(path, found);
    } else found.push(path);
  }
  return found;
}

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

export function parse(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  let reexports = false;
  const add = (specifier: string, type: boolean) => {
    const local = specifier.startsWith('.');
    imports.push({ to: local ? normalize(join(dirname(path), specifier)) : packageOf(specifier), local, type });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
      add(node.moduleSpecifier.text, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, node.isTypeOnly);
      reexports = true;
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [to] = node.arguments;
      if (to && ts.isStringLiteralLike(to)) add(to.text, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { path, text, lines: text.replace(/\n$/, '').split('\n').length, tree, imports, reexports };
}

/** Every file of ours that is code, without what is generated. */
export const sources: readonly Source[] = folders
  .flatMap((folder) => walk(folder))
  .filter((path) => /\.(tsx?|mjs)$/.test(path))
  .sort()
  .map((path) => parse(path, readFileSync(path, 'utf8')));

/** Our product: src and adapters. */
export const product = sources.filter(({ path }) => /^(src|adapters)\//.test(path));

/** Where something stands, for a message. */
export const at = (source: Source, node: ts.Node): string =>
  `${source.path}:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
