import { fold } from '../../kit/text.ts';

/** What a column holds, as far as it has words of its own for nothing. */
export type Holds = 'any' | 'document' | 'day';

/** Each of these says by itself that there is nothing, or nothing yet; folded. Who is abroad or not founded has no number; what never ends has no day. */
const alone: Readonly<Record<Holds, string>> = {
  any: `nao n sem nenhum nenhuma ninguem nada nulo nula null none nil nan nat na nd ni nt np nc si sd isento isenta isentos isencao inexistente
    inexiste indisponivel desconhecido desconhecida ignorado ignorada vazio vazia branco pendente aguardando aguardar aguarda verificar solicitar
    solicitado pedir perguntar confirmar informar definir cadastrar preencher falta faltando faltante faltou dispensado dispensada indefinido
    indefinida exterior estrangeiro estrangeira undefined unknown missing empty blank tbd tba pending not no without unavailable
    ser sera be`,
  document: 'abertura constituicao andamento processo tramite legalizacao fisica pf mei ex exportacao foreign abroad',
  day: `indeterminado indeterminada vitalicio vitalicia permanente nunca jamais never invalida invalido invalid lifetime forever`,
};
/** Words that stand beside them and change nothing: "não informado pelo cliente", "sem e-mail", "a ser definido". */
const beside: Readonly<Record<Holds, string>> = {
  any: `informado informada informou inform inf info informacao informacoes possui possuem poss tem tenho ha consta cadastrado cadastrada
    cadastrou cadastro cad se aplica aplicavel existe disponivel utiliza usa quer fornecido fornecida forneceu declarado declarada definido
    definida sei sabe localizado localizada encontrado encontrada preenchido preenchida enviou enviado enviar esta a o e ou de do da
    em pelo pela por com ainda email emails mail cnpj cpf cgc cei documento doc telefone fone tel celular contato responsavel registro numero
    num data vencimento prazo validade analista dado dados inscricao cliente empresa contador ate momento agora este sistema outro outra
    autorizou autorizado necessario lancado provided informed available applicable defined given set yet to phone date address number`,
  document: 'pessoa domiciliado domiciliada residente pais nacional fora brasil baixa',
  day: 'vence expira expire expires termina tempo',
};

const set = (...words: readonly string[]) => new Set(words.flatMap((each) => each.split(/\s+/)));
const wordsOf = (holds: Holds) => {
  const says = set(alone.any, alone[holds]);
  return { says, allows: new Set([...says, ...set(beside.any, beside[holds])]) };
};
const words = { any: wordsOf('any'), document: wordsOf('document'), day: wordsOf('day') };

/** Marks that say nothing, folded: what people type to get past a mandatory field, and what programs print. */
const marks =
  /^(?:x{1,8}|-x-|[ns]\/[a-z]{1,3}|[ns]\.\s?[a-z]\.?|\\n|#(?:n\/[ad]|ref|div\/0|null|nulo|num|name|nome|valor|value|spill|calc)[!?]?)$/;
/** Masks without anything in them, and numbers that are all zeros, with or without their mask. */
const mask = /^[\s0._\-/\\,()+x–—=*?:;#|~'"<>[\]{}!]*$/i;

function says(value: string, holds: Holds): boolean {
  if (mask.test(value)) return true;
  const folded = fold(value);
  const bare = folded.replace(/^[\s"'*<([{_=.-]+|[\s"'*>)\]}_=.!-]+$/g, '').replace(/[_\s]+/g, ' ');
  if (bare === '' || marks.test(folded) || marks.test(bare)) return true;
  if (bare.length > 45) return false;
  // "s/ e-mail", "n. informado", "isento(a)".
  const said = bare
    .replaceAll('e-mail', 'email')
    .replace(/\bs\/\s?/g, 'sem ')
    .replace(/\([ao]s?\)/g, '')
    .split(/[^a-z]+/)
    .filter(Boolean);
  const { says, allows } = words[holds];
  return said.some((word) => says.has(word)) && said.every((word) => allows.has(word));
}

const remembered: Readonly<Record<Holds, Map<string, boolean>>> = {
  any: new Map(),
  document: new Map(),
  day: new Map(),
};

/**
 * Whether a cell says that there is nothing: a mask, zeros, "ISENTO", "não possui", "sem e-mail", "a ser definido". One list of words:
 * what it means is the same in every column. Not for names and notes, which are text.
 */
export function meansNothing(value: string, holds: Holds = 'any'): boolean {
  // Nothing is said with digits or an address: nearly every cell ends here.
  if (value.length > 60 || /[1-9@]/.test(value)) return false;
  const before = remembered[holds].get(value);
  if (before !== undefined) return before;
  const nothing = says(value, holds);
  if (remembered[holds].size > 1_000) remembered[holds].clear();
  remembered[holds].set(value, nothing);
  return nothing;
}
