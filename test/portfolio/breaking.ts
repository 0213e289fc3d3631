import { isDeepStrictEqual } from 'node:util';
import iconv from 'iconv-lite';
import { book, textRows } from './book.ts';
import { cnpj } from './fixture.ts';
import { read, said } from './reading.ts';

/** A clean list, broken at random in the ways in which accounting firms have their files, and what it must come to. */
export interface Broken {
  bytes: Uint8Array;
  rows: Record<string, unknown>[];
  /** Lines that have to be refused, by the column that is wrong. */
  refused: string[];
  how: string[];
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number) {
  let state = (seed * 2654435761) >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const firms = [
  'Padaria São João Ltda',
  'Confecções Açaí ME',
  'Mecânica Três Irmãos',
  'Comércio de Peças Conceição',
  'Construções Leão',
  'Ótica Visão',
  'Farmácia Saúde',
  'Irmãos Araújo Transportes',
];
const headers: Record<string, string[]> = {
  name: [
    'Razão Social',
    'Denominação Social',
    'Nome da empresa',
    'NOME/RAZÃO SOCIAL',
    'Cliente',
    'Nome do contribuinte',
    'Empresas',
  ],
  document: ['CNPJ', 'C.N.P.J.', 'CNPJ/CPF', 'Nº CNPJ', 'CNPJ/CPF/CEI/CAEPF', 'Inscrição Federal', 'C.G.C./C.P.F.'],
  email: ['E-mail', 'EMAIL', 'E-mail NFe', 'E-mails', 'Correio eletrônico', 'e-mail principal'],
  phone: ['Telefone', 'Fone', 'Celular', 'Tel.', 'WhatsApp', 'Fone/Celular'],
  plan: ['Plano', 'Plano contratado', 'Assinatura'],
  payer: ['Pago por', 'Quem paga'],
  expiresOn: ['Vencimento', 'Dt. Vencimento', 'Data Venc.', 'Vcto', 'Vencimento do plano'],
  other: ['Código', 'Cidade', 'Regime', 'Inscrição Estadual', 'Honorários'],
};
const nothings = ['', '-', 'não tem', 'NÃO INFORMADO', 'N/I', 'não possui'];

/** Breaks a list. The same seed breaks it in the same way. */
export function brokenList(seed: number): Broken {
  const random = randomOf(seed);
  const chance = (part: number) => random() < part;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const how: string[] = [];
  const columns = ['name', 'document', 'email', 'phone', 'plan', 'payer', 'expiresOn'];
  if (chance(0.4)) columns.splice(Math.floor(random() * 3), 0, 'other');
  const header = columns.map((column) => pick(headers[column]!));
  const count = 2 + Math.floor(random() * 9);
  const rows: Record<string, unknown>[] = [];
  const refused: string[] = [];
  const lines: string[][] = [];
  const monthFirst = chance(0.1);
  for (let i = 0; i < count; i++) {
    const document = cnpj(1 + Math.floor(random() * 900_000_000));
    // From the 13th: either reading of an earlier day is right, and said to be an agreement.
    const day = `${13 + Math.floor(random() * 15)}`;
    const month = `0${1 + Math.floor(random() * 9)}`;
    const masked = document.replace(/(..)(...)(...)(....)(..)/, '$1.$2.$3/$4-$5');
    const email = `contato${i}@firma${seed % 1000}.example`;
    const row: Record<string, unknown> = {
      name: `${pick(firms)} ${i}`,
      document,
      email,
      phone: `(11) 4002-${1000 + i}`,
      plan: 'Controle I',
      payer: i % 2 ? 'firm' : 'client',
      expiresOn: `2027-${month}-${day}`,
    };
    const dates = monthFirst
      ? [`${month}/${day}/2027`]
      : [
          `${day}/${month}/2027`,
          `2027-${month}-${day}`,
          `2027${month}${day}`,
          `${day}${month}2027`,
          `${day}/${month}/27`,
          `${day}.${month}.2027 00:00:00`,
        ];
    const cells: Record<string, string> = {
      name: row.name as string,
      document: pick([
        masked,
        masked,
        document,
        `${document}.0`,
        `${document},00`,
        `'${document}`,
        `CNPJ: ${masked}`,
        `${masked} (matriz)`,
        masked.replace(/[./-]/g, '_'),
        masked.replace('/', '\\'),
        masked.replaceAll('.', ','),
      ]),
      email: pick([
        email,
        email,
        email.toUpperCase(),
        `${email};`,
        `${email}; outro@x.example`,
        `${email}, outro@x.example`,
        `${email} / outro@x.example`,
        `${email} (financeiro)`,
        ` ${email} `,
      ]),
      phone: row.phone as string,
      plan: 'Controle I',
      payer: i % 2 ? 'Contabilidade' : 'Cliente',
      expiresOn: pick(dates),
      other: String(i),
    };
    if (chance(0.1)) {
      cells.document = pick([...nothings, 'ISENTO', '00.000.000/0000-00', '__.___.___/____-__', '0', 'Exterior']);
      delete row.document;
    } else if (chance(0.15)) {
      cells.email = pick([...nothings, 'sem e-mail']);
      delete row.email;
    }
    if (chance(0.1)) {
      cells.expiresOn = pick(['', '00/00/0000', '  /  /    ', '0000-00-00', '30/12/1899', '__/__/____', '00000000']);
      delete row.expiresOn;
    }
    if (chance(0.1))
      for (const column of ['plan', 'payer', 'expiresOn']) {
        cells[column] = '';
        delete row[column];
      }
    const wrong = chance(0.06) ? pick(['document', 'email', 'expiresOn']) : undefined;
    if (wrong) {
      cells[wrong] = {
        document: masked.replace(/..$/, document.endsWith('00') ? '11' : '00'),
        email: 'ana at x.example',
        expiresOn: '31/02/2027',
      }[wrong]!;
      refused.push(row.name as string);
    } else rows.push(row);
    lines.push(columns.map((column) => cells[column]!));
    const blank = (text: string) => [text, ...columns.slice(1).map(() => '')];
    if (chance(0.05))
      lines.push(
        blank(
          pick([
            'Total de clientes: 3',
            'REGIME: SIMPLES NACIONAL',
            'LUCRO PRESUMIDO',
            'Emitido em 27/11/2026 - Página 2',
            '=====',
            'Total geral',
          ]),
        ),
      );
    if (chance(0.04)) lines.push([...header]);
    if (chance(0.04)) lines.push(columns.map(() => ''));
  }
  const above = chance(0.2) ? [['RELAÇÃO DE CLIENTES ATIVOS', ...columns.slice(1).map(() => '')]] : [];
  const all = [...above, header, ...lines];
  if (chance(0.25)) {
    how.push('workbook');
    return { bytes: inWorkbook(all, pick, how), rows, refused, how };
  }
  return { bytes: inText(all, { chance, pick, how }), rows, refused, how };
}

type Pick = <T>(list: readonly T[]) => T;

function inWorkbook(all: readonly string[][], pick: Pick, how: string[]): Uint8Array {
  const change = pick(['as it is', 'backslashes', 'in one column', 'two sheets']);
  how.push(change);
  const [header, ...lines] = all as [string[], ...string[][]];
  if (change === 'in one column')
    return book({
      sheets: [textRows(all.map((row) => [row.map((cell) => (cell.includes(';') ? `"${cell}"` : cell)).join(';')]))],
    });
  if (change === 'two sheets' && header[0] !== 'RELAÇÃO DE CLIENTES ATIVOS') {
    const half = Math.ceil(lines.length / 2);
    const sheets = [lines.slice(0, half), lines.slice(half)].filter((part) => part.length > 0);
    return book({ sheets: sheets.map((part) => textRows([header, ...part])) });
  }
  return book({
    sheets: [textRows(all)],
    change: (files) =>
      change !== 'backslashes'
        ? files
        : Object.fromEntries(
            Object.entries(files).map(([name, bytes]) => [
              name,
              name.endsWith('.rels')
                ? Buffer.from(Buffer.from(bytes).toString().replaceAll('worksheets/', 'worksheets\\'))
                : bytes,
            ]),
          ),
  });
}

function inText(
  all: readonly string[][],
  { chance, pick, how }: { chance(part: number): boolean; pick: Pick; how: string[] },
): Uint8Array {
  const delimiter = pick([';', ';', ',', '\t', '|']);
  const newline = pick(['\r\n', '\n', '\r']);
  const quote = (cell: string) =>
    cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
  const short = chance(0.4);
  const inQuotes = chance(0.15);
  how.push(
    `delimiter ${delimiter}`,
    short ? 'short lines' : 'whole lines',
    ...(inQuotes ? ['each line in quotes'] : []),
  );
  const text = all
    .map((row) => {
      let cells = [...row];
      if (short) while (cells.length > 1 && cells.at(-1) === '') cells = cells.slice(0, -1);
      else if (chance(0.1)) cells.push('', '');
      const line = cells.map(quote).join(delimiter);
      return inQuotes ? `"${line.replaceAll('"', '""')}"` : line;
    })
    .join(newline);
  const encoding = pick(['utf8', 'utf8', 'bom', 'utf16', 'utf16 without mark', 'windows1252', 'cp850', 'macroman']);
  how.push(encoding);
  if (encoding === 'bom') return Buffer.from(`\ufeff${text}`);
  if (encoding === 'utf16') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf16 without mark' ? Buffer.from(text, 'utf16le') : iconv.encode(text, encoding);
}

/** What is silently different of a broken list, if anything is. */
export async function differenceOf(seed: number): Promise<string | undefined> {
  const { bytes, rows, refused, how } = brokenList(seed);
  const tell = (what: string, other: unknown) => `seed ${seed} (${how.join(', ')}): ${what} ${JSON.stringify(other)}`;
  try {
    const reading = await read(bytes);
    const got = reading.rows.map(said);
    // Letters that could be read in two ways are told, and are not a silent difference.
    if (reading.table.doubt) return got.length === rows.length ? undefined : tell('lines', got.length);
    const odd = rows.findIndex((row, i) => !isDeepStrictEqual(got[i], { ...row }));
    if (odd >= 0 || got.length !== rows.length)
      return tell(`wanted ${JSON.stringify(rows[odd])}, got`, got[odd] ?? got.length);
    return reading.refused.length === refused.length
      ? undefined
      : tell(`wanted ${refused.length} refused, got`, reading.refused);
  } catch (error) {
    return tell('thrown', error instanceof Error ? error.message : String(error));
  }
}
