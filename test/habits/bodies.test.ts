import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parse, product, type Source } from './sources.ts';

// On PostgreSQL what is given to `write` and `$transaction` may run twice: a first run that was cut off has changed nothing but what stands outside
// of the transaction. So it leaves everything outside alone: it answers what it has found, and whoever asked counts, keeps, logs and sends.

const changing = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'set',
  'add',
  'delete',
  'clear',
  'sort',
  'reverse',
  'fill',
]);
const leaving = new Set(['fetch', 'sleep', 'setTimeout', 'setInterval', 'setImmediate', 'afterWrite', 'wake']);
type Fn = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.MethodDeclaration;
const isFn = (node: ts.Node): node is Fn =>
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isMethodDeclaration(node);

/** The first name of `a.b(c).d`. */
function rootOf(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isNonNullExpression(node))
    return rootOf(node.expression);
  return undefined;
}

/** All names that a function makes: its parameters, and what is declared anywhere in it. */
function namesIn(fn: Fn): Set<string> {
  const names = new Set<string>();
  const bind = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.add(name.text);
    else for (const each of name.elements) if (ts.isBindingElement(each)) bind(each.name);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isParameter(node) || ts.isVariableDeclaration(node)) bind(node.name);
    ts.forEachChild(node, visit);
  };
  visit(fn);
  return names;
}

/** Whether a function runs in a transaction: given to one, or given one. */
function inTransaction(fn: Fn): boolean {
  const typed = fn.parameters.some(({ type }) => type && /^(Tx|Write)$/.test(type.getText()));
  const call = fn.parent;
  if (!ts.isCallExpression(call) || !call.arguments.includes(fn as ts.Expression)) return typed;
  const callee = call.expression;
  return (
    typed ||
    (ts.isIdentifier(callee)
      ? callee.text === 'write'
      : ts.isPropertyAccessExpression(callee) && callee.name.text === '$transaction')
  );
}

/** What a function that runs in a transaction does to what stands outside of it. */
function effectsOf(fn: Fn): ts.Node[] {
  const own = namesIn(fn);
  // Handed from without, whatever they are called there.
  for (const name of ['ctx', 'house', 'scoped']) own.delete(name);
  const found: ts.Node[] = [];
  const outer = (node: ts.Expression) => {
    const root = rootOf(node);
    return root !== undefined && !own.has(root);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment && outer(node.left))
        found.push(node);
    } else if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
      const counts = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
      if (counts && outer(node.operand)) found.push(node);
    } else if (ts.isCallExpression(node)) {
      const callee = node.expression;
      const member = ts.isPropertyAccessExpression(callee) ? callee : undefined;
      if (leaving.has(member?.name.text ?? callee.getText())) found.push(node);
      else if (member && changing.has(member.name.text) && outer(member.expression)) found.push(node);
      else if (member && /(^|\.)(log|console)$/.test(member.expression.getText())) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  if (fn.body) visit(fn.body);
  return found;
}

function effects({ path, tree }: Source): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (isFn(node) && inTransaction(node))
      for (const each of effectsOf(node))
        found.add(
          `${path}:${tree.getLineAndCharacterOfPosition(each.getStart()).line + 1} ${each.getText().split('\n')[0]}`,
        );
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...found];
}

describe('what runs in a transaction', () => {
  /** Which run it is, said by the runs themselves. */
  const known = ['src/data/write.ts result = { value }', 'src/portfolio/import/service.ts begun = true'];

  it('does nothing outside of it', () => {
    expect(product.flatMap(effects).filter((each) => !known.includes(each.replace(/:\d+/, '')))).toEqual([]);
  });

  it('would be seen', () => {
    const body = (text: string) => effects(parse('x.ts', text));
    for (const text of [
      'all.push(1)',
      'count += 1',
      'count++',
      'ctx.log.info({})',
      'fetch(url)',
      'kept[0] = 1',
      'ctx.data.afterWrite?.()',
    ])
      for (const around of [
        `write(ctx, 'x', async ({ tx }) => { ${text}; })`,
        `db.$transaction(async (tx) => { ${text}; })`,
        `const f = (tx: Tx) => { ${text}; }`,
      ])
        expect(body(around), around).toHaveLength(1);
    expect(
      body(
        `write(ctx, 'x', async ({ tx }) => { const all = []; all.push(1); await tx.client.delete({}); return all; })`,
      ),
    ).toEqual([]);
  });
});
