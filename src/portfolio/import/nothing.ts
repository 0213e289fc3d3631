import { fold } from '../../kit/text.ts';

/** What people and programs write where they have nothing, folded. One list: what it means is the same in every column. */
const words = new Set(
  `nao tem|nao possui|nao informado|nao informada|nao ha|nao consta|nao cadastrado|nao cadastrada|nao se aplica|nao aplicavel|nao existe
  |nao disponivel|nao utiliza|nao usa|nao fornecido|nao declarado|nao definido|nao sei|nao localizado|n tem|n possui|n informado|inexistente
  |nenhum|nenhuma|ninguem|vazio|em branco|branco|a definir|a informar|a confirmar|a cadastrar|a verificar|verificar|pendente|desconhecido
  |desconhecida|ignorado|isento|isenta|exterior|estrangeiro|estrangeira|no exterior|dispensado|nada|nada consta|nulo|null|undefined|none|nil
  |n/i|ni|n/d|nd|n/t|n/c|nc|s/n|s/d|s/i|s/e|n.i.|n.d.|n.a.|n.c.|n a|n d|x|xx|xxx|xxxx|xxxxx|?|??|???|.|..|...|,|/|*|**|***|_|__
  |not informed|not available|not applicable|unknown|no email|no e-mail|no phone|empty|blank|missing|tbd|na|#n/a|#n/d|(vazio)|(em branco)|(null)`
    .split('|')
    .map((word) => word.trim()),
);

/** "Sem e-mail", "não possui CNPJ", "não informado pelo cliente": without an @ and without digits it says that there is none. */
const phrase =
  /^(?:sem (?:e-?mail|cnpj|cpf|documento|telefone|fone|celular|contato|responsavel|cadastro|informac\w+|registro|numero|vencimento|data|analista|dados?|inscricao)|nao (?:tem|possui|informou|informad[oa]|cadastrad[oa]|consta|ha|existe|utiliza))\b[^@\d]{0,30}$/;
/** Masks without anything in them, and numbers that are all zeros, with or without their mask. */
const mask = /^[\s0._\-/\\,()+x–—]*$/i;

const remembered = new Map<string, boolean>();

/** Whether a cell says that there is nothing: a mask, zeros, "ISENTO", "não possui", "sem e-mail". Not for names and notes, which are text. */
export function meansNothing(value: string): boolean {
  if (value.length > 45) return false;
  const first = value.charCodeAt(0);
  // Nearly every cell begins with a letter or a digit that no such word begins with.
  if (first > 48 && first < 58) return false;
  const before = remembered.get(value);
  if (before !== undefined) return before;
  const folded = fold(value)
    .replace(/[_\s]+/g, ' ')
    .replace(/[.!]+$/, '')
    .trim();
  const nothing = mask.test(value) || words.has(folded) || words.has(fold(value)) || phrase.test(folded);
  if (remembered.size > 1_000) remembered.clear();
  remembered.set(value, nothing);
  return nothing;
}
