import { type Choices, noChoices } from './choices.ts';
import { openText } from './delimited.ts';
import { openForeign } from './legacy.ts';
import type { Table } from './part.ts';
import { sniff } from './sniff.ts';
import { gather, type Source } from './source.ts';
import { openWorkbook } from './workbook.ts';

/** Opens a file of which nothing is known but its bytes. Refuses, saying why, what is no table with a name column. */
export async function openTable(source: Source, choices: Choices = noChoices): Promise<Table> {
  let head = new Uint8Array();
  for await (const piece of source.pieces()) {
    head = Uint8Array.from(piece);
    break;
  }
  const kind = sniff(head);
  if (kind === 'text') return openText(source, choices);
  if (kind === 'zip') return openWorkbook(await gather(source), choices);
  return openForeign(await gather(source), kind, choices);
}
