import iconv from 'iconv-lite';
import { fold } from '../../kit/text.ts';

/** How old programs write a letter in one byte; the likeliest first. */
export const oneByte = ['windows-1252', 'ibm850', 'ibm860', 'ibm437', 'macintosh'] as const;
export type OneByte = (typeof oneByte)[number];

const library: Readonly<Record<OneByte, string>> = {
  'windows-1252': 'windows1252',
  ibm850: 'cp850',
  ibm860: 'cp860',
  ibm437: 'cp437',
  macintosh: 'macroman',
};

/** Bytes as text; one byte is one letter, so that pieces may end anywhere. */
export const decodeBytes = (bytes: Uint8Array, encoding: OneByte): string =>
  iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), library[encoding], { stripBOM: false });

/** Words with letters above ASCII, as their bytes stand there, and how often: what tells one encoding from another. */
export type HighWords = Map<string, number>;
const mostWords = 3_000;
const longestWord = 40;

const isWordByte = (byte: number) => byte >= 0x80 || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);

/** Gathers the words that have such letters. Latin-1 keeps each byte as it is. */
export function gatherWords(words: HighWords, bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length && words.size < mostWords; i++) {
    if (bytes[i]! < 0x80) continue;
    let from = i;
    while (from > 0 && i - from < longestWord && isWordByte(bytes[from - 1]!)) from--;
    let to = i + 1;
    while (to < bytes.length && to - i < longestWord && isWordByte(bytes[to]!)) to++;
    const word = Buffer.from(bytes.subarray(from, to)).toString('latin1');
    words.set(word, (words.get(word) ?? 0) + 1);
    i = to;
  }
}

/** Words that lists of firms are full of, folded: with one of them right, the rest is right too. */
const common = new Set(
  `sao joao jose antonio conceicao joaquim sebastiao luis lucia marcia fatima goncalves araujo simoes magalhaes guimaraes brandao leao falcao
  irmaos irma comercio industria servico servicos construcao construcoes confeccao confeccoes alimenticio alimentacao refeicoes solucoes
  padaria mecanica farmacia otica clinica medica odontologica tecnica eletrica eletrico eletronica eletronicos hidraulica grafica
  veiculos pecas moveis calcados acougue graos cafe cha racoes agropecuaria agua gas oleo metalurgica plasticos textil transportes
  logistica comunicacao informatica locacao locacoes imoveis imobiliaria incorporacoes participacoes administracao consultoria
  contabil acai acos colegio escola educacao musica academia saude estetica cabeleireira salao bazar tres joia joias relogios
  razao situacao codigo observacao observacoes endereco numero municipio responsavel inscricao renovacao automatica ultima exportacao
  cobrancas nao conectado avancado basico escritorio contador licenca orgao sim ate mes marco sabado credito debito
  lavanderia panificacao distribuicao representacoes producoes eventos associacao fundacao igreja crista evangelica publico`.split(
    /\s+/,
  ),
);

const portuguese = new Set('áâãàéêíóôõúüçÁÂÃÀÉÊÍÓÔÕÚÜÇ');
/** Signs that lists do hold, beside letters. */
const signs = new Set('ºª°–—‘’“”•…§´`€®™ \u00a0');
const isUpper = (c: string | undefined) => c !== undefined && c !== c.toLowerCase();
const isLower = (c: string | undefined) => c !== undefined && c !== c.toUpperCase();

const endings = /(?:ção|ções|ência|ância|ário|ária|ável|ível|ício|ônio|são|ões|ão)$/i;
const isKnown = (word: string): boolean => common.has(fold(word)) || endings.test(word);

/** How well a word reads. */
function weighWord(word: string): number {
  let weight = 0;
  for (let i = 0; i < word.length; i++) {
    const c = word[i]!;
    if (c < '\u0080') continue;
    const [before, after] = [word[i - 1], word[i + 1]];
    if (!/\p{L}/u.test(c) || c === 'ª' || c === 'º') {
      weight += !signs.has(c) ? -4 : /[a-z]/i.test(before ?? '') && /[a-z]/i.test(after ?? '') && c !== '’' ? -3 : 0;
      continue;
    }
    weight += portuguese.has(c) ? 2 : c === 'ñ' || c === 'Ñ' || c === 'ö' || c === 'ä' || c === 'è' ? 0 : -2;
    // A small letter has no capitals on either side, and a capital no small letter before it.
    if (isLower(c) && isUpper(after)) weight -= 3;
    if (isLower(c) && isUpper(before) && (isUpper(after) || i > 1)) weight -= 2;
    if (isUpper(c) && isLower(before)) weight -= 4;
    if (/[ãÃ]/.test(c)) weight += /[oeOE]/.test(after ?? '') ? 2 : after === undefined ? 0 : -1;
    if (/[õÕ]/.test(c)) weight += /[eE]/.test(after ?? '') ? 2 : -2;
    if (/[çÇ]/.test(c)) weight += i > 0 && /[aouAOUãÃõÕáÁóÓúÚâÂ]/.test(after ?? '') ? 1 : -3;
    if (/[àÀ]/.test(c)) weight -= word.length > 2 ? 2 : 0;
  }
  if (weight > -2 && common.has(fold(word))) weight += 6;
  else if (weight > -2 && endings.test(word)) weight += 2;
  return weight;
}

/** A word in two readings, for a person to choose between. */
export interface Doubt {
  other: OneByte;
  examples: readonly { read: string; otherwise: string }[];
}

/** Which of the encodings the words are in; a doubt where another reads about as well and differently. */
export function tellEncoding(words: HighWords): { encoding: OneByte; doubt?: Doubt } {
  const read = oneByte.map((encoding, rank) => {
    const texts = [...words.keys()].map((word) => decodeBytes(Buffer.from(word, 'latin1'), encoding));
    let weight = 0;
    for (const [i, count] of [...words.values()].entries()) weight += weighWord(texts[i]!) * Math.min(count, 3);
    return { encoding, rank, texts, weight };
  });
  const sorted = [...read].sort((a, b) => b.weight - a.weight || a.rank - b.rank);
  const windows = read[0]!;
  // Nearly every file is Windows text: another has to read clearly better.
  const best = sorted[0]!.weight - windows.weight < 4 ? windows : sorted[0]!;
  const close = sorted.find(
    (each) =>
      each !== best &&
      best.weight - each.weight < 4 + words.size / 20 &&
      each.texts.some(
        (text, i) => text !== best.texts[i] && /\p{L}/u.test(text) && !/[\ufffd\p{S}\p{C}\u2500-\u25ff]/u.test(text),
      ),
  );
  if (!close) return { encoding: best.encoding };
  const examples = best.texts
    .map((text, i) => ({ read: text, otherwise: close.texts[i]! }))
    .filter((each) => each.read !== each.otherwise)
    .slice(0, 3);
  return { encoding: best.encoding, doubt: { other: close.encoding, examples } };
}

/** The letters above ASCII of an encoding as their bytes; control characters, which some leave out, stand for themselves. */
const bytesOf = (encoding: OneByte): ReadonlyMap<string, number> => {
  const bytes = Array.from({ length: 128 }, (_, i) => i + 128);
  return new Map([
    ...bytes.slice(0, 32).map((byte) => [String.fromCharCode(byte), byte] as const),
    ...bytes
      .map((byte) => [decodeBytes(Uint8Array.of(byte), encoding), byte] as const)
      .filter(([letter]) => letter !== '\ufffd'),
  ]);
};
const remembered = new Map<OneByte, ReadonlyMap<string, number>>();

/** A text's bytes in an encoding; undefined where it has letters that are not in it. */
function encodeBytes(text: string, encoding: OneByte): Uint8Array | undefined {
  const known = remembered.get(encoding) ?? bytesOf(encoding);
  remembered.set(encoding, known);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const byte = code < 128 ? code : known.get(text[i]!);
    if (byte === undefined) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}

/** How UTF-8 looks to who takes it for something else: SÃ£o, S├úo, S√£o. */
const signs8: readonly (readonly [OneByte, RegExp])[] = [
  [
    'windows-1252',
    /(?:[ÃÂ](?:[\u0080-\u009f\u00a1-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|(?<![A-Z]Ã)\u00a0)|â€)/,
  ],
  ['ibm850', /[├┬][^\s\w]/],
  ['ibm437', /[├┬][^\s\w]/],
  ['macintosh', /[√¬][^\s\w]/],
];
const anySign = /[ÃÂâ├┬√¬]/;
const strict = new TextDecoder('utf-8', { fatal: true });

/** A text that was UTF-8, was read as something else and saved so, also twice: SÃ£o is São. Undefined where it is not that. */
export function mended(value: string): string | undefined {
  if (!anySign.test(value)) return undefined;
  for (const [encoding, sign] of signs8) {
    if (!sign.test(value)) continue;
    const bytes = encodeBytes(value, encoding);
    try {
      const text = bytes && strict.decode(bytes);
      if (text !== undefined && text !== value) return mended(text) ?? text;
    } catch {
      // Not these bytes.
    }
  }
  return undefined;
}

/** Letters of one encoding that were taken for those of another and saved so. */
export interface Mixup {
  taken: OneByte;
  truly: OneByte;
  examples: readonly { read: string; otherwise: string }[];
}

/** Whether the words of a text in UTF-8 were ruined before it was saved: SÆo is São of a DOS program that was taken for Windows. */
export function tellMixup(words: HighWords): Mixup | undefined {
  // What was UTF-8 before is put right cell by cell.
  const known = [...words]
    .map(([word, count]) => [Buffer.from(word, 'latin1').toString(), count] as const)
    .filter(([text]) => !mended(text));
  const texts = known.map(([text]) => text);
  const counts = known.map(([, count]) => count);
  const weigh = (all: readonly string[]) =>
    all.reduce((sum, text, i) => sum + weighWord(text) * Math.min(counts[i]!, 3), 0);
  const asIs = weigh(texts);
  // What reads well is left alone, however well something else would read; so are foreign names, which read badly in every way.
  if (asIs > 0 || texts.some(isKnown)) return undefined;
  let best: { weight: number; taken: OneByte; truly: OneByte; read: string[] } | undefined;
  for (const taken of oneByte)
    for (const truly of oneByte) {
      if (taken === truly) continue;
      const read = texts.map((text) => {
        const bytes = encodeBytes(text, taken);
        return bytes ? decodeBytes(bytes, truly) : text;
      });
      const weight = weigh(read);
      if (weight > asIs + 6 && weight > (best?.weight ?? 0) && read.some(isKnown))
        best = { weight, taken, truly, read };
    }
  if (!best) return undefined;
  const { taken, truly, read } = best;
  const examples = texts
    .map((text, i) => ({ read: read[i]!, otherwise: text }))
    .filter((each) => each.read !== each.otherwise);
  return { taken, truly, examples: examples.slice(0, 3) };
}

/** A text with its letters put right. */
export const unmixed = (text: string, { taken, truly }: Mixup): string =>
  text.replace(/[\u0080-\uffff]/g, (letter) => {
    const bytes = encodeBytes(letter, taken);
    return bytes ? decodeBytes(bytes, truly) : letter;
  });

const namedSigns: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' },
  ...{ ordm: '\u00ba', ordf: '\u00aa', ndash: '\u2013', mdash: '\u2014', deg: '\u00b0' },
};
const marks: Readonly<Record<string, string>> = {
  ...{ grave: '\u0300', acute: '\u0301', circ: '\u0302', tilde: '\u0303', uml: '\u0308', cedil: '\u0327' },
};

/** `atilde` is an a with its tilde, `amp` a sign; whatever else is no name of a letter. */
function entity(name: string): string | undefined {
  const mark = marks[name.slice(1).toLowerCase()];
  return mark ? `${name[0]}${mark}`.normalize('NFC') : namedSigns[name];
}

/** A text with the letters that a web page writes as words: S&atilde;o, &amp;, &#39;. Undefined where it has none. */
export function withoutEntities(value: string): string | undefined {
  if (!value.includes('&') || !/&(?:#\d{2,5}|#x[0-9a-f]{2,4}|[a-z]{2,6});/i.test(value)) return undefined;
  const text = value.replace(/&(?:#(\d{2,5})|#x([0-9a-f]{2,4})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name) return entity(name) ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code < 32 || (code >= 0xd800 && code < 0xe000) ? ' ' : String.fromCharCode(code);
  });
  return text === value ? undefined : text;
}

/** A text with its letters put right, where it can be told what they were. */
export function withRightLetters(value: string): string | undefined {
  const right = mended(value) ?? value;
  return withoutEntities(right) ?? (right === value ? undefined : right);
}

/** Whether letters of a text were lost on their way, where nobody can bring them back: S?o Jo?o. */
export const hasLostLetters = (value: string): boolean => value.includes('?') && /\p{L}\?{1,2}\p{L}/u.test(value);
