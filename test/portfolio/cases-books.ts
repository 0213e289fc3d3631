import { book, textRows } from './book.ts';
import { a, b, type Case, sheet, two } from './cases.ts';

const elsewhere = (change: (files: Record<string, Uint8Array>) => Record<string, Uint8Array>): Uint8Array =>
  book({ sheets: [textRows(sheet)], change });
const moved = (files: Record<string, Uint8Array>, from: string, to: string) =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name === from ? to : name, bytes]));
const edited = (files: Record<string, Uint8Array>, name: string, from: string, to: string) => ({
  ...files,
  [name]: Buffer.from(Buffer.from(files[name]!).toString().replaceAll(from, to)),
});
const shared = sheet
  .flat()
  .map((text) => `<si><t>${text}</t></si>`)
  .join('');
const sharedRows = sheet
  .map(
    (row, y) =>
      `<row r="${y + 1}">${row.map((_, x) => `<c r="${'ABC'[x]}${y + 1}" t="s"><v>${y * 3 + x}</v></c>`).join('')}</row>`,
  )
  .join('');
const rels = 'xl/_rels/workbook.xml.rels';
const root = (target: string) =>
  Buffer.from(
    `<Relationships><Relationship Id="r" Type="http://x/relationships/officeDocument" Target="${target}"/></Relationships>`,
  );

export const workbooks: Case[] = [
  {
    name: 'a workbook with titles of groups and a total',
    bytes: book({
      sheets: [textRows([sheet[0]!, ['REGIME: SIMPLES NACIONAL'], sheet[1]!, sheet[2]!, ['Total de empresas: 2']])],
    }),
    rows: two,
    aside: [
      [2, 'group'],
      [5, 'total'],
    ],
  },
  {
    name: 'a workbook with a sheet a tax regime',
    bytes: book({
      sheets: [
        textRows([sheet[0]!, sheet[1]!]),
        textRows([sheet[0]!, sheet[2]!]),
        textRows([
          ['Mês', 'Valor'],
          ['01', '2'],
        ]),
      ],
    }),
    rows: two,
  },
  {
    name: 'a workbook whose texts are in SharedStrings.xml',
    bytes: book({
      sheets: [sharedRows],
      strings: shared,
      change: (files) =>
        edited(
          moved(files, 'xl/sharedStrings.xml', 'xl/SharedStrings.xml'),
          rels,
          '</Relationships>',
          '<Relationship Id="s" Type="http://x/relationships/sharedStrings" Target="SharedStrings.xml"/></Relationships>',
        ),
    }),
    rows: two,
  },
  {
    name: 'a workbook that is called otherwise',
    bytes: elsewhere((files) => ({
      ...moved(moved(files, 'xl/workbook.xml', 'pasta/Workbook22.xml'), rels, 'pasta/_rels/workbook22.xml.rels'),
      'pasta/_rels/workbook22.xml.rels': Buffer.from(
        Buffer.from(files[rels]!).toString().replace('worksheets/', '../xl/worksheets/'),
      ),
      '_rels/.rels': root('/pasta/workbook22.xml'),
    })),
    rows: two,
  },
  {
    name: 'a workbook with backslashes',
    bytes: elsewhere((files) => edited(files, rels, 'worksheets/', 'worksheets\\')),
    rows: two,
  },
  {
    name: 'a workbook with a sheet called Clientes > 2025',
    bytes: elsewhere((files) => edited(files, 'xl/workbook.xml', 'name="S0"', 'name="Clientes > 2025"')),
    rows: two,
  },
  {
    name: 'a workbook with all of a line in its first column',
    bytes: book({ sheets: [textRows(sheet.map((row) => [row.join(';')]))] }),
    rows: two,
  },
  {
    name: 'a workbook of an old Mac whose date is a plain number, a format with a >, and a formula without a result',
    bytes: book({
      properties: '<workbookPr date1904="1"/>',
      styles:
        '<numFmts><numFmt numFmtId="170" formatCode="[>1]dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>',
      sheets: [
        '<row><c t="str"><v>Nome</v></c><c t="str"><v>CNPJ</v></c><c t="str"><v>Última exportação</v></c><c t="str"><v>Telefone</v></c></row>' +
          `<row><c t="str"><v>A</v></c><c><v>${a}</v></c><c><v>44863</v></c><c><f>1+1</f></c></row>` +
          `<row><c t="str"><v>B</v></c><c><v>${b}</v></c><c s="1"><v>44863</v></c><c><v>1140028922</v></c></row>`,
      ],
    }),
    rows: [
      { name: 'A', document: a, lastExportOn: '2026-10-30' },
      { name: 'B', document: b, lastExportOn: '2026-10-30', phone: '1140028922' },
    ],
    told: { formula: 1 },
  },
];
