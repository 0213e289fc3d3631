import { fold } from '../../kit/text.ts';
import { readDocument } from '../../terms/document.ts';
import type { Aside } from './cell-notes.ts';

/** What reports list. */
const listed =
  '(?:clientes?|empresas?|contribuintes?|fornecedores|pessoas|registros?|linhas?|itens|contratos?|licencas?|planos?|estabelecimentos?|empregadores|socios|participantes|parceiros|cadastros?|rows?)';
const regimes =
  '(?:optantes? (?:pelo |do )?)?(?:simples(?: nacional)?|lucro (?:real|presumido|arbitrado)|mei|microempreendedor(?:es)? individua(?:l|is)|imunes?(?: e isent[oa]s?)?|isent[oa]s?|domesticas?|autonomos?|produtor(?:es)? rura(?:l|is)|terceiro setor)';
const states = '(?:ativ[oa]s?|inativ[oa]s?|baixad[oa]s?|suspens[oa]s?|pessoas? (?:fisicas?|juridicas?))';
const grouped =
  '(?:regime(?: tributario)?|grupo|filial|setor|departamento|analista|responsavel|tributacao|categoria|situacao|status|cidade|municipio|atividade|carteira|segmento|porte|letra|equipe|escritorio|uf|estado|tipo)';
const count = '[\\s\\d.,:=()r$%–>-]*';

/** Sums and counts: with a report's words behind them, never a company's. */
const total = new RegExp(
  [
    `^(?:sub ?-?)?tota(?:l|is)(?: geral| parcial)?(?: (?:geral|parcial|de|do|da|dos|das|por|of|${listed}|${regimes}|${states}|listad[oa]s))*${count}$`,
    `^(?:sub ?-?)?tota(?:l|is)(?: geral| parcial)? (?:de|do|da|dos|das|por|of) [\\w\\s./-]{1,40}${count}$`,
    `^(?:quantidade|qtde?|qtd|numero|n[o.]?|no)\\.? (?:total )?(?:de |do |dos |das )?${listed}\\b`,
    `^(?:quantidade|qtde?|qtd|soma|media|saldo|count|sum|totais)\\b[.:=]*${count}$`,
    `^(?:foram )?(?:listad|encontrad|impress)[oa]s ${count} ?${listed}`,
    `^\\(?\\d+ ${listed}\\b`,
    `^${listed} (?:listad|encontrad|impress)?(?:[oa]s)?\\s*[:=.]+\\s*\\d+$|^${listed}\\s*[:=]\\s*\\d+$`,
    `^(?:a|de) transport(?:ar|e)${count}$`,
  ].join('|'),
);
/** What a printer put on each page. */
const printed = new RegExp(
  [
    '^(?:relatorio |listagem )?(?:emitid|impress|gerad|extraid)[oa]s?(?:$| (?:em|por|pel[oa]|as|automaticamente|de)\\b|\\s*[:\\d-])',
    '^(?:(?:data|hora)(?: (?:de|da))? ?)?(?:emissao|impressao|geracao|extracao)(?:$|\\s*[:\\d-])',
    '^(?:pagina|pag|page|folha|fl|fls)(?:$|[\\s.:no]*\\d|\\s*:)',
    '^(?:data|hora|usuario|periodo|filtros?|sistema|competencia|legenda|fonte|exercicio|referencia|operador|versao|obs|observac(?:ao|oes))\\s*:',
    '^(?:ordenad|classificad|filtrad|agrupad)[oa]s? por\\b',
    '^(?:rela(?:cao|torio)|listagem)(?:$| (?:de|dos|das|do|da|geral|gerencial|completa|encerrada|n[o.]?)\\b|\\s*[:-])',
    `^(?:lista|cadastro) (?:de |dos |das |geral )+${listed}`,
    `^${listed}(?: ${states})?(?: em \\d.*)?$`,
    '^continua(?:cao)?(?:$| (?:na|no|da|do|em)\\b)|^fim$|^fim (?:do|de|da) (?:relatorio|listagem|lista|arquivo)|^end of (?:report|list|file)\\b',
    '^(?:sistema )?licenciado (?:para|a)\\b|^www\\.\\S+$|^https?:\\S+$',
    '^\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}(?: [\\d:]+)?$',
  ].join('|'),
);
const group = new RegExp(
  `^${grouped}\\s*(?:[:–-]|\\b(?=[a-z0-9]$)|$)|^${grouped} \\d+ ?[-–:]|^(?:\\d{1,3} ?[-–.] ?)?(?:${regimes}|${states}|${listed} ${states})(?: ?[-–(] ?\\d+ ?(?:${listed})?\\)?)?$`,
);
const label = new RegExp(`^${grouped}:?$`);
const page = /^(?:pagina|pag|page|folha|fl)[\s.:no]*\d+(?: ?(?:de|of|\/) ?\d+)?$/;
/** What may stand beside the words of a printed line: counts, sums, days, times, "Ativas: 2". */
const beside = /^(?:[\s\d.,:/%$r()*=_–-]*|[a-z][a-z\s.]{1,30}:[\s\d.,:/%$r()*=_–-]*|usuario ?:.*|\d+ (?:de|of) \d+)$/;
/** Whatever it begins with, it is a company. */
const company = /\b(?:ltda|me|mei|epp|eireli|s[./]?a|cia|sociedade|associacao)\.?$/;
const phone = /^\+?[\d\s]*\(?\d{2}\)?\s?9?\d{4}[-.\s]?\d{4}$/;

/** Without what reports draw around their words: *** TOTAL ***, >>> Total, T O T A L. */
const plain = (cell: string): string => {
  const bare = fold(cell.slice(0, 120))
    .replace(/[ºª°]/g, 'o')
    .replace(/^[\s*=_>#~•·.(-]+|[\s*=_<#~•·-]+$/g, '');
  return /^(?:[a-z0-9] ){3,}[a-z0-9]$/.test(bare) ? bare.replaceAll(' ', '') : bare;
};

/** What a line is that no client is, going by its words: a total, a printed page's own line, the title of a group. */
export function asideOf(cells: readonly string[]): Exclude<Aside, 'nameOnly' | 'header'> | undefined {
  let filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  // A title over all columns is written into each of them by some programs.
  if (filled.length > 1 && filled.every((cell) => cell === filled[0])) filled = [filled[0]!];
  if (filled.length === 0 || filled.some((cell) => cell.includes('@') || phone.test(cell) || readDocument(cell)))
    return undefined;
  if (!filled.some((cell) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(cell))) return 'printed';
  const [first, ...others] = filled.map(plain) as [string, ...string[]];
  if (company.test(first)) return others.some((other) => page.test(other)) ? 'printed' : undefined;
  if ([first, ...others].some((each) => page.test(each))) return 'printed';
  if (others.every((other) => beside.test(other) || printed.test(other))) {
    if (total.test(first)) return 'total';
    if (printed.test(first)) return 'printed';
    if (group.test(first)) return 'group';
  }
  // "Regime:" in one cell and the regime in the next.
  return others.length === 1 && label.test(first) && !/\d{5}/.test(others[0]!) ? 'group' : undefined;
}
