import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { words } from '../../src/words/index.ts';
import { at, product, type Source } from './sources.ts';

const ours = product.filter(({ path }) => path.startsWith('src/words/'));
// The sample firm's names are data; what config.ts says is for whoever sets the machine up; a stand-in speaks in the place of another.
const others = product.filter(
  ({ path }) => !/^src\/(words|demo)\/|^src\/config\.ts$|^adapters\/[^/]+\/stand-in\//.test(path),
);

/** The fixed texts of a file: literals, and the fixed parts of templates. */
function texts(source: Source): { node: ts.Node; text: string }[] {
  const found: { node: ts.Node; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isImportDeclaration(node) ||
      (ts.isStringLiteral(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node)
    )
      return;
    if (
      ts.isStringLiteralLike(node) ||
      node.kind === ts.SyntaxKind.TemplateHead ||
      ts.isTemplateMiddleOrTemplateTail(node)
    )
      found.push({ node, text: (node as ts.LiteralLikeNode).text });
    ts.forEachChild(node, visit);
  };
  visit(source.tree);
  return found;
}

const shownAs = /^(title|label|text|summary|hint|submit|placeholder|caption|alt|otherwise|does|description)$/;

/** Whether a literal stands where people read: the value of a title, label, text…, or what text() or note() is given. */
function isShown(node: ts.Node): boolean {
  let { parent } = node;
  while (
    ts.isTemplateExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isConditionalExpression(parent) ||
    ts.isArrowFunction(parent)
  )
    parent = parent.parent;
  if (ts.isPropertyAssignment(parent)) return shownAs.test(parent.name.getText());
  return ts.isCallExpression(parent) && /^(text|note|describe|confirm)$/.test(parent.expression.getText());
}

const accented = /[À-ÖØ-öø-ÿ]/;
const several = /\p{L}{2,}\s+\p{L}{2,}/u;

/** Fixed text for people outside src/words: several words with an accent anywhere; several words, or an accent, where people read. */
const stray = (source: Source) =>
  texts(source)
    .filter(({ node, text }) =>
      isShown(node) ? accented.test(text) || several.test(text) : accented.test(text) && /\s/.test(text),
    )
    .map(({ node, text }) => `${at(source, node)}: ${text.slice(0, 60)}`);

const keys = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => (/^former/.test(key) ? [] : keys(each, `${path}.${key}`)))
    : [path];

describe('words for people', () => {
  it('stand in src/words only', () => {
    expect(others.flatMap(stray)).toEqual([]);
  });

  it('are the same in every language', () => {
    expect(keys(words.en).sort()).toEqual(keys(words['pt-BR']).sort());
  });

  it('are typeset with care', () => {
    const careless = ours.flatMap((source) =>
      texts(source)
        .filter(({ text }) => /\S {2,}\S|\.\.\.|\w ?"\w|\s[,;!?](?!\S)|^\s+$/.test(text) && text !== ' ')
        .map(({ node, text }) => `${at(source, node)}: ${text}`),
    );
    expect(careless).toEqual([]);
  });

  it('have their accents', () => {
    const bare =
      /\b(nao|voce|ja|sao|entao|tambem|ultim[oa]|proxim[oa]|usuario|escritorio|situac\w+|licencas?|conex(ao|oes)|historico|periodo|numero|codigo|pagina|opc(ao|oes)|vencid[oa]s? ha|mes)\b/i;
    const typed = (node: ts.Node) =>
      ts.isPropertyAssignment(node.parent) && /^typed|^example/.test(node.parent.name.getText());
    const wrong = ours
      .filter(({ path }) => path.startsWith('src/words/pt-BR'))
      .flatMap((source) =>
        texts(source)
          .filter(({ node, text }) => bare.test(text) && !typed(node) && !/^[a-z]+$|\w:\w|\/\w/.test(text))
          .map(({ node, text }) => `${at(source, node)}: ${text}`),
      );
    expect(wrong).toEqual([]);
  });

  // A card is a credit card to an accountant, a reading is of a meter; what the trade has a word for is called by it.
  it.each([
    [
      'pt-BR',
      /cart(?:ão|ões)(?! de crédito)|\bneste espaço|outro espaço|aperte\b|pressione?|\bleitura (?:na|da) Conta Azul|Ler de novo|Lido (?:em|na)|renova sozinho|não renova\b|Dar (?:clientes|licença)|\bTirar (?:clientes|filtro|um dia)|Passar a carteira|Pagador trocado|Condições mudadas|^Pagos por mim|apagar de vez|pela metade|\bnum(?:a)?\b formato|Não (?:enviar|buscar|contratar) nada|esperando (?:resposta|a sua)|espera (?:resposta|a sua)|retirou a autorização|Ninguém a retirou|Linhas (?:boas|recusadas)|tamanho absurdo|Letras corrompidas|Não dá para|Daqui em diante|de perto$|já está anotado/i,
    ],
    [
      'en',
      /\blicen[c]e|uthoris|\bcancelled\b|\bcentre\b|days off|look closer|running out of time|half done|took .* back|\bsituation\b(?!:)|contract (?:a|the) plan|for several|that of my chat|per? period a|\bprice a period|reading in conta azul|\bcards?\b|\bpress(?:es|ed)?\b|[a-z]'[a-z]/i,
    ],
  ] as const)('do without what was put aside, in %s', (locale, old) => {
    // What is typed and what it was called before are not shown; comments are none of this.
    const silent = (node: ts.Node): boolean =>
      ts.isPropertyAssignment(node)
        ? /^(typed|former|formerValues)$/.test(node.name.getText())
        : ts.isArrayLiteralExpression(node) && silent(node.parent);
    const found = ours
      .filter(({ path }) => path.startsWith(`src/words/${locale}/`))
      .flatMap((source) =>
        texts(source)
          .filter(
            ({ node, text }) => old.test(text) && !silent(node.parent) && !/^[a-z_]+$|^[\w-]+:|ALTER ROLE/.test(text),
          )
          .map(({ node, text }) => `${at(source, node)}: ${text}`),
      );
    expect(found).toEqual([]);
  });
});
