import { fold } from '../../kit/text.ts';

/** Short forms, English words and variants, as the one word that the rules know. */
const same: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    telefone: 'fone tel telef fones celulares celular cel whatsapp whats wpp zap phone telephone mobile tels',
    email: 'mail emails',
    data: 'dt date',
    vencimento:
      'venc vencto vencimen vcto vct vcmto vencim expiry expiration expire expires due validade vence vencer expiracao expira valido valid',
    cnpj: 'cgc',
    'cnpj cpf': 'cnpjcpf cpfcnpj cgccpf',
    documento: 'doc docto document',
    empresa: 'emp company',
    nome: 'nm nom',
    numero: 'num nr nro no n number',
    codigo: 'cod cd code',
    responsavel: 'resp responsible dono',
    contato: 'contact contacto',
    situacao: 'sit status situation connection',
    plano: 'plan assinatura subscription licenca license licence licensa',
    lote: 'lot package',
    observacao: 'obs observacoes notes note comments comment remarks',
    denominacao: 'denom',
    razao: 'rz raz razon',
    analista: 'analyst',
    cobranca: 'charge charges cobrancas',
    conta: 'account',
    contabil: 'accounting',
    contratado: 'contracted',
    automatico: 'automatica automaticamente automatic automatically aut auto',
    renovacao: 'renewal renov',
    ultimo: 'ultima ult last',
    eletronico: 'eletr',
    ate: 'until',
    proximo: 'proxima next',
    exportacao: 'export exported exp',
    inscricao: 'insc inscr',
    bruto: 'bruta gross',
    anual: 'annual yearly year',
    financeiro: 'financeira finance',
    cliente: 'cli sacado tomador empregador',
    client: 'clients',
    fisica: 'fis',
    juridica: 'jur',
    social: 'soc',
    mes: 'meses',
    interno: 'interna',
    fim: 'termino',
    socio: 'socia',
    administrador: 'adm administradora',
  }).flatMap(([word, others]) => others.split(' ').map((other) => [other, word])),
);

/** Small words, and words that say nothing of what a column is. */
const small = new Set(
  `de da do das dos d o a os as e ou em para pelo pela in p the of and or for principal atual cadastro cadastrado geral 1 01 main primary numero c cadastral
  atualizado informado ds nu tx txt fld col campo`.split(/\s+/),
);

const kept = new Set([
  'mes',
  'obs',
  'status',
  'business',
  'address',
  'expires',
  'dados',
  'vcts',
  'tels',
  'meses',
  'nfes',
]);

/** What databases write as one word: RAZAOSOCIAL, DTVENCTO, nomecliente. */
const glued =
  `razao social nome fantasia cliente empresa cnpj cpf email fone telefone celular data vencimento vencto venc plano responsavel contato
  situacao documento inscricao federal contribuinte numero denominacao fornecedor completo comercial dt nr nm nu ds cd`.split(
    /\s+/,
  );

/** A word as the words that it was made of, where it is made of nothing else. */
function ungluedWords(word: string): string[] | undefined {
  if (word === '') return [];
  for (const first of glued) {
    if (!word.startsWith(first)) continue;
    const rest = ungluedWords(word.slice(first.length));
    if (rest) return [first, ...rest];
  }
  return undefined;
}

/** Words whose letters with accents are often lost on the way, as their letters that are left. */
const accented =
  `razao situacao codigo numero observacao observacoes denominacao inscricao responsavel exportacao ultima renovacao automatica cobranca
  cobrancas licenca fisica juridica socio eletronico endereco conexao anotacao anotacoes comentario contribuinte vigencia proximo`.split(
    /\s+/,
  );

/** A word whose letters were lost, as the one it was: situa??o is situacao. One letter may have left two signs. */
function wholeWord(word: string): string {
  if (!word.includes('?')) return word;
  const shape = new RegExp(`^${word.replace(/\?+/g, (lost) => `[a-z]{1,${lost.length}}`)}$`);
  return accented.find((each) => shape.test(each)) ?? word;
}

function plainWord(word: string): string {
  const known = Object.hasOwn(same, word) ? same[word]! : undefined;
  if (known) return known;
  if (word.length < 4 || !word.endsWith('s') || kept.has(word)) return word;
  const one =
    word.endsWith('oes') || word.endsWith('aes')
      ? `${word.slice(0, -3)}ao`
      : word.endsWith('ais')
        ? `${word.slice(0, -3)}al`
        : word.slice(0, -1);
  return Object.hasOwn(same, one) ? same[one]! : one;
}

/**
 * A header's words: without accents, case, punctuation, plurals and small words, and in the one form that the rules know. "C.N.P.J.",
 * "Nº do CNPJ" and "CNPJ" are the same; "Dt. Vencto" is "data vencimento".
 */
export function plainWords(header: string): string[] {
  const words = fold(header.replace(/(?<=[a-zà-ú])(?=[A-Z][a-zà-ú])/g, ' '))
    .replace(/(?<=[a-z])(?=\d)/g, ' ')
    .replace(/\bwhats app\b/g, 'whatsapp')
    // Initials: C.N.P.J. and C N P J are one word.
    .replace(/(?<![a-z0-9])[a-z](?:[.\s][a-z]){2,}\.?(?![a-z0-9])/g, (initials) => initials.replace(/[.\s]/g, ''))
    .replace(/\be[-\s.]?mail/g, 'email')
    .replace(/\ufffd/g, '?')
    .replace(/\bnf[-\s]e\b/g, 'nfe')
    .replace(/\br[.\s]+social\b/g, 'razao social')
    // Not "plano de contas", which every accounting system has.
    .replace(/\bconta azul\b/g, 'contaazul')
    .replace(/[ºª°]/g, ' ')
    .split(/[^a-z0-9?]+/)
    .map((word) => wholeWord(word.replace(/\?+$/, '')))
    .filter((word) => word !== '');
  const plain = words
    .flatMap((word) =>
      word.length > 6 && word.length < 40 && !Object.hasOwn(same, word) ? (ungluedWords(word) ?? word) : word,
    )
    .flatMap((word) => plainWord(word).split(' '))
    .filter((word) => !small.has(word));
  return [...new Set(plain)];
}
