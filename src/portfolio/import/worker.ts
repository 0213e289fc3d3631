import type { MessagePort } from 'node:worker_threads';
import type { read, SSF } from '@e965/xlsx';

/** A sheet as the library read it: its cells as texts, days as YYYY-MM-DD. */
export interface SheetOut {
  name: string;
  hidden: boolean;
  date1904: boolean;
  rows: string[][];
}

interface Work {
  content: Uint8Array | string;
  library: string;
  raw: boolean;
  rows: number;
  columns: number;
}

/**
 * Reads a workbook in a thread of its own, whose memory is bounded and which is ended when it takes too long: whatever stands in the
 * file, the bot goes on. It goes there as text, so it knows nothing but what `load` brings.
 */
function readBook(load: (name: string) => unknown): void {
  const { parentPort, workerData } = load('node:worker_threads') as { parentPort: MessagePort; workerData: Work };
  const library = load(workerData.library) as { read: typeof read; SSF: typeof SSF };
  const { content, raw, rows, columns } = workerData;
  const book = library.read(content, {
    type: typeof content === 'string' ? 'string' : 'buffer',
    dense: true,
    cellHTML: false,
    cellNF: true,
    raw,
    sheetRows: rows + 1,
    codepage: 1252,
  });
  const date1904 = Boolean(book.Workbook?.WBProps?.date1904);
  const textOf = (cell: { t: string; v?: unknown; z?: unknown } | undefined): string => {
    if (!cell || cell.t === 'e' || cell.v === undefined || cell.v === null) return '';
    if (cell.t === 'b') return cell.v ? 'Sim' : 'N\u00e3o';
    if (cell.v instanceof Date) return cell.v.toISOString().slice(0, 10);
    if (cell.t !== 'n' || typeof cell.z !== 'string' || !library.SSF.is_date(cell.z) || Number(cell.v) < 1)
      return String(cell.v);
    const day = library.SSF.parse_date_code(Number(cell.v), { date1904 });
    return day ? `${day.y}-${String(day.m).padStart(2, '0')}-${String(day.d).padStart(2, '0')}` : String(cell.v);
  };
  parentPort.postMessage(
    book.SheetNames.map((name, index) => {
      const data = (book.Sheets[name] as { '!data'?: { t: string; v?: unknown }[][] } | undefined)?.['!data'] ?? [];
      const hidden = Boolean(book.Workbook?.Sheets?.[index]?.Hidden);
      // A row that holds nothing is a hole.
      const lines = Array.from(data, (row) => Array.from((row ?? []).slice(0, columns), textOf));
      return { name, hidden, date1904, rows: lines } satisfies SheetOut;
    }),
  );
}

/** Some compilers name functions by a helper of theirs, which a thread does not have. */
export const program = `globalThis.__name = (each) => each; (${readBook.toString()})(require)`;
