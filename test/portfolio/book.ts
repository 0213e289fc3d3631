import { strToU8, type Zippable, zipSync } from 'fflate';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const names = (i: number) => String.fromCharCode(65 + i);

export interface Parts {
  /** The XML of each sheet's rows. */
  sheets?: readonly string[];
  /** Attributes of each sheet in the workbook. */
  states?: readonly string[];
  strings?: string;
  styles?: string;
  properties?: string;
  /** More files, or others in the place of these. */
  files?: Zippable;
  /** What becomes of all files before they are packed. */
  change?(files: Record<string, Uint8Array>): Record<string, Uint8Array>;
}

/** A workbook by hand: what other programs write and our own never would. */
export function book({
  sheets = [],
  states = [],
  strings,
  styles,
  properties = '',
  files = {},
  change = (all) => all,
}: Parts): Uint8Array {
  const zip: Zippable = {
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns:r="r">${properties}<sheets>${sheets.map((_, i) => `<sheet name="S${i}" sheetId="${i + 1}" ${states[i] ?? ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships>${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="t" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    ),
  };
  for (const [i, rows] of sheets.entries())
    zip[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(
      `${head}<worksheet><cols/><sheetData>${rows}</sheetData><mergeCells/></worksheet>`,
    );
  if (strings) zip['xl/sharedStrings.xml'] = strToU8(`${head}<sst>${strings}</sst>`);
  if (styles) zip['xl/styles.xml'] = strToU8(`${head}<styleSheet>${styles}</styleSheet>`);
  return zipSync({ ...change(zip as Record<string, Uint8Array>), ...files });
}

/** Rows of text, as programs write them that keep no shared strings. */
export const textRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (cells, y) =>
        `<row r="${y + 1}">${cells.map((cell, x) => `<c r="${names(x)}${y + 1}" t="inlineStr"><is><t xml:space="preserve">${cell.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`)}</t></is></c>`).join('')}</row>`,
    )
    .join('');
