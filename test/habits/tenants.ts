import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { at, product, type Source } from './sources.ts';

/** A model as far as the question goes of whose its rows are. */
export interface Model {
  name: string;
  tenant: boolean;
  /** What names one row of it, or the rows of one parent: its own keys, and the ids of rows that belong to one firm. */
  keys: ReadonlySet<string>;
}

const schema = readFileSync('prisma/schema.prisma', 'utf8');
export const models: readonly Model[] = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map(([, name, body]) => {
  const own = [...body!.matchAll(/^\s+(\w+)\s+\S+\s+.*@(?:id|unique)\b/gm)].map(([, field]) => field!);
  const together = [...body!.matchAll(/@@(?:id|unique)\(\[([^\]]+)\]/g)].map(([, fields]) =>
    fields!.split(/,\s*/).join('_'),
  );
  const parents = [...body!.matchAll(/fields: \[(\w+)\]/g)].map(([, field]) => field!);
  // A client's account is the client's own and stands over firms; so does an installation.
  const keys = [...own, ...together, ...parents].filter(
    (key) => !/^(firmId|accountId|installationId|email)$/.test(key),
  );
  return { name: name!, tenant: /^\s+firmId\s/m.test(body!), keys: new Set(keys) };
});
const byField = new Map(models.map((model) => [model.name[0]!.toLowerCase() + model.name.slice(1), model]));
const byTable = new Map(models.map((model) => [model.name, model]));

/** How a question says whose rows it means. */
type Says = 'firm' | 'key' | 'nothing';
export interface Question {
  /** Where it stands, for a message; and what it is called in a list: its file and its table. */
  at: string;
  place: string;
  says: Says;
}

const bySource = new Map(product.map((source) => [source.path, source]));

/** What each name of a file stands for: the value it was given, or the body of the function. */
const declared = new WeakMap<ts.SourceFile, ReadonlyMap<string, ts.Node>>();
function declarationsOf({ tree }: Pick<Source, 'tree'>): ReadonlyMap<string, ts.Node> {
  const before = declared.get(tree);
  if (before) return before;
  const found = new Map<string, ts.Node>();
  const bind = (name: ts.BindingName, value: ts.Node): void => {
    if (ts.isIdentifier(name)) found.set(name.text, value);
    else for (const each of name.elements) if (ts.isBindingElement(each)) bind(each.name, value);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer) bind(node.name, node.initializer);
    if (ts.isFunctionDeclaration(node) && node.name && node.body) found.set(node.name.text, node.body);
    // Of what is handed in, its type says what it holds.
    if (ts.isParameter(node) && node.type && ts.isTypeLiteralNode(node.type)) bind(node.name, node.type);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  declared.set(tree, found);
  return found;
}

/** Where a name comes from that another file of ours gives. */
function importedFrom({ tree, imports }: Source, name: string): Source | undefined {
  for (const node of tree.statements) {
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) continue;
    const named = node.importClause?.namedBindings;
    if (!named || !ts.isNamedImports(named) || !named.elements.some((each) => each.name.text === name)) continue;
    const end = node.moduleSpecifier.text.replace(/^(\.\.?\/)+/, '');
    const to = imports.find((each) => each.local && each.to.endsWith(end))?.to;
    return to === undefined ? undefined : bySource.get(to);
  }
  return undefined;
}

/** Whether an expression names the firm, in its own words or in those that it is made of, here or in another file. */
function namesFirm(node: ts.Node, source: Source, depth = 0, seen = new Set<ts.Node>()): boolean {
  if (seen.has(node) || depth > 5) return false;
  seen.add(node);
  let found = false;
  const visit = (each: ts.Node): void => {
    if (found) return;
    if (ts.isPropertyAssignment(each) || ts.isShorthandPropertyAssignment(each)) {
      const name = each.name.getText();
      // `firm: { … }` is the relation, and `firmId_…` a key that begins with it.
      found = /^firmId(_|$)/.test(name) || (name === 'firm' && ts.isPropertyAssignment(each));
    } else if (ts.isPropertySignature(each)) found = each.name.getText() === 'firmId';
    else if (ts.isStringLiteralLike(each) || ts.isTemplateLiteralToken(each)) found = /"firmId"/.test(each.text);
    else if (ts.isIdentifier(each) && !isName(each)) {
      const here = declarationsOf(source).get(each.text);
      const there = here ? undefined : importedFrom(source, each.text);
      const value = here ?? (there && declarationsOf(there).get(each.text));
      found = value !== undefined && namesFirm(value, there ?? source, depth + 1, seen);
    }
    if (!found) ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}
/** `b` of `a.b` and of `{ b: 1 }`: stands for nothing of this file. */
const isName = (node: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent)) && node.parent.name === node;

/** Whether it is found by what names one row, or the rows of one parent. */
function namesKey(node: ts.Node, { keys }: Pick<Model, 'keys'>, source: Source, depth = 0): boolean {
  if (ts.isIdentifier(node) && depth < 3) {
    const value = declarationsOf(source).get(node.text);
    return value !== undefined && namesKey(value, { keys }, source, depth + 1);
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
    return namesKey(node.expression, { keys }, source, depth);
  if (ts.isArrowFunction(node) || ts.isParenthesizedExpression(node))
    return namesKey(ts.isArrowFunction(node) ? node.body : node.expression, { keys }, source, depth);
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].every((each) => namesKey(each, { keys }, source, depth));
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some((each) => {
    if (ts.isSpreadAssignment(each)) return namesKey(each.expression, { keys }, source, depth + 1);
    const value = ts.isPropertyAssignment(each) ? each.initializer.getText() : '';
    return each.name !== undefined && keys.has(each.name.getText()) && !/^\{ (gt|lt|not|startsWith)/.test(value);
  });
}

const asking = /^(find|count|update|delete|upsert|aggregate|groupBy)/;

/** What Prisma is asked: `tx.client.findMany({ where })`. */
function ofPrisma(node: ts.Node, source: Source): Question | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: on, name: method } = node.expression;
  if (
    !asking.test(method.text) ||
    !ts.isPropertyAccessExpression(on) ||
    !/(^|\.)(tx|db)$/.test(on.expression.getText())
  )
    return undefined;
  const model = byField.get(on.name.text);
  if (!model?.tenant) return undefined;
  const [given] = node.arguments;
  const where =
    given && ts.isObjectLiteralExpression(given)
      ? (given.properties.find((each) => each.name?.getText() === 'where') ??
        given.properties.find(ts.isSpreadAssignment))
      : given;
  const value =
    where && ts.isPropertyAssignment(where)
      ? where.initializer
      : where && ts.isShorthandPropertyAssignment(where)
        ? where.name
        : where;
  const says =
    where && namesFirm(value!, source) ? 'firm' : value && namesKey(value, model, source) ? 'key' : 'nothing';
  return { at: at(source, node), place: `${source.path} ${model.name}`, says };
}

/** What is asked in SQL: the first tenant table that it reads or changes. */
function ofSql(node: ts.Node, source: Source): Question | undefined {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return undefined;
  const text = node.getText();
  const table = [...text.matchAll(/\b(?:FROM|UPDATE|JOIN)\s+"(\w+)"/g)]
    .map(([, name]) => byTable.get(name!))
    .find((model) => model?.tenant);
  if (!table) return undefined;
  const key = [...table.keys].some((name) => new RegExp(`"${name}"\\s*(=|IN|\\$\\{)`).test(text));
  return {
    at: at(source, node),
    place: `${source.path} ${table.name}`,
    says: namesFirm(node, source) ? 'firm' : key ? 'key' : 'nothing',
  };
}

export function questionsOf(source: Source): Question[] {
  const found: Question[] = [];
  const visit = (node: ts.Node): void => {
    const question = ofPrisma(node, source) ?? ofSql(node, source);
    if (question) found.push(question);
    ts.forEachChild(node, visit);
  };
  visit(source.tree);
  return found;
}
