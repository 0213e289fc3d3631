import { fold } from '../../kit/text.ts';
import { readDocument } from '../../terms/document.ts';
import type { Aside } from './told.ts';

const total =
  /^(?:sub ?-?)?tota(?:l|is)(?: geral| parcial)?(?: (?:de|do|da|dos|das|por|of) [\w\s./-]{1,40})?\s*[:=.\-–(]*\s*[\d.,]*\)?$|^(?:quantidade|qtde?\.?|qtd\.?|numero|n[o.]?) (?:total )?(?:de |do |dos |das )?(?:clientes?|empresas?|registros?|linhas?)\b|^soma\b|^(?:count|sum)\b[:\s\d]*$|^\d+ (?:clientes?|empresas?|registros?)\b|^(?:clientes|empresas|registros)(?: listad[oa]s)?\s*[:=]\s*\d+$/;
const printed =
  /^(?:emitid[oa]|impress[oa]|gerad[oa]|emissao|(?:data|hora)(?: (?:de|da))? ?(?:emissao|impressao|geracao)|pagina|pag\.?|folha|fls?\.?|rela(?:cao|torio) (?:de|dos|das|geral)|relatorio|listagem|lista (?:de|dos) |cadastro (?:de|dos) |printed|page|usuario ?:|hora ?:|data ?:|periodo ?:|filtros? ?:|sistema ?:|continua|fim (?:do|de) relatorio|end of)/;
const group =
  /^(?:regime(?: tributario)?|grupo|filial|setor|departamento|analista|responsavel|tributacao|categoria|situacao|status|cidade|municipio|atividade|carteira|segmento|porte|letra|equipe|escritorio)\s*(?:[:–-]|\b(?=[a-z0-9]$))|^(?:optantes? (?:pelo|do) )?(?:simples nacional|simples|lucro (?:real|presumido|arbitrado)|mei|microempreendedor individual|imunes?|imunes? e isent[oa]s?|isent[oa]s?|ativ[oa]s?|inativ[oa]s?|baixad[oa]s?|domesticas?|clientes (?:ativos|inativos)|empresas (?:ativas|inativas|baixadas)|pessoas? (?:fisicas?|juridicas?))$/;
/** What may stand beside the words of a printed line: counts, sums, days, times, page numbers. */
const beside = /^(?:[\s\d.,:/%$r()*=_–-]*|p[aá]g\w*\.?:?\s*\d*(?:\s*(?:de|\/)\s*\d+)?|\d+ (?:de|of) \d+)$/i;

/** What a line is that no client is, going by its words: a total, a printed page's own line, the title of a group. */
export function asideOf(cells: readonly string[]): Exclude<Aside, 'nameOnly' | 'header'> | undefined {
  let text: string | undefined;
  for (const cell of cells) {
    const value = cell.trim();
    if (value === '') continue;
    if (value.includes('@') || readDocument(value)) return undefined;
    if (text === undefined) text = fold(value.slice(0, 120));
    else if (!beside.test(value)) return undefined;
  }
  if (text === undefined) return undefined;
  if (total.test(text)) return 'total';
  if (printed.test(text) || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) return 'printed';
  return group.test(text) ? 'group' : undefined;
}
