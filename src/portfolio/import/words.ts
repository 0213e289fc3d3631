import { fold } from '../../kit/text.ts';

/** Short forms, English words and variants, as the one word that the rules know. */
const same: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    telefone: 'fone tel telef celular cel whatsapp whats wpp zap phone telephone mobile tels',
    email: 'mail emails',
    data: 'dt date',
    vencimento: 'venc vencto vencimen vcto vct vcmto vencim expiry expiration expire expires due validade vence',
    cnpj: 'cgc',
    'cnpj cpf': 'cnpjcpf cpfcnpj cgccpf',
    documento: 'doc docto document',
    empresa: 'emp company',
    nome: 'nm nom',
    numero: 'num nr nro no n number',
    codigo: 'cod cd code',
    responsavel: 'resp responsible',
    contato: 'contact contacto',
    situacao: 'sit status situation connection',
    plano: 'plan assinatura subscription licenca license licence licensa',
    lote: 'lot package',
    observacao: 'obs observacoes notes note comments comment remarks',
    denominacao: 'denom',
    razao: 'rz raz',
    analista: 'analyst',
    cobranca: 'charge charges cobrancas',
    conta: 'account',
    contabil: 'accounting',
    contratado: 'contracted',
    automatico: 'automatica automaticamente automatic automatically',
    renovacao: 'renewal',
    ultimo: 'ultima ult last',
    exportacao: 'export exported exp',
    inscricao: 'insc inscr',
    bruto: 'bruta gross',
    anual: 'annual yearly year',
    financeiro: 'financeira finance',
    cliente: 'cli',
    client: 'clients',
    fisica: 'fis',
    juridica: 'jur',
    social: 'soc',
    mes: 'meses',
    socio: 'socia',
    administrador: 'adm administradora',
  }).flatMap(([word, others]) => others.split(' ').map((other) => [other, word])),
);

/** Small words, and words that say nothing of what a column is. */
const small = new Set(
  `de da do das dos d o a os as e ou em para pelo pela in p the of and or for principal atual cadastro cadastrado geral 1 01 main primary numero
  atualizado informado`.split(/\s+/),
);

const kept = new Set(['mes', 'obs', 'status', 'business', 'address', 'expires', 'dados', 'vcts', 'tels', 'meses', 'nfes']);

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
  const words = fold(header)
    // Initials: C.N.P.J. and C N P J are one word.
    .replace(/(?<![a-z0-9])[a-z](?:[.\s][a-z]){2,}\.?(?![a-z0-9])/g, (initials) => initials.replace(/[.\s]/g, ''))
    .replace(/\be[-\s.]?mail/g, 'email')
    .replace(/\bnf[-\s]e\b/g, 'nfe')
    .replace(/\br[.\s]+social\b/g, 'razao social')
    // Not "plano de contas", which every accounting system has.
    .replace(/\bconta azul\b/g, 'contaazul')
    .replace(/[ºª°]/g, ' ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const plain = words.flatMap((word) => plainWord(word).split(' ')).filter((word) => !small.has(word));
  return [...new Set(plain)];
}
