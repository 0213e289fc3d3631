/** A line of a table as it stands in the file: its cells, and where it begins (the file's first line is 1). */
export interface RawRecord {
  line: number;
  cells: string[];
  /** Why nothing in it can be trusted: a quote without its pair, a line without an end, characters that were lost. */
  flaw?: 'quote' | 'long' | 'encoding';
}

/** The longest record, in characters. What is longer is no line of a portfolio. */
const longest = 2 * 1024 * 1024;
/** So many quotes without their pair, and quotes may no longer span lines: a damaged file must not be read again and again. */
const patience = 20;

interface Quoted {
  cells: string[];
  next: number;
  lines: number;
}

/**
 * Takes a delimited text apart, piece by piece: `feed` gives the records that are complete. Quoted cells may hold delimiters,
 * line breaks and doubled quotes, or, where they are `escaped`, quotes behind a backslash. `width`, the number of columns, tells a cell with
 * line breaks from a quote that was never closed.
 */
export function createSplitter({
  delimiter,
  newline = '\n',
  escaped = false,
  width = 0,
}: {
  delimiter: string;
  newline?: '\n' | '\r';
  escaped?: boolean;
  width?: number;
}) {
  let rest = '';
  let line = 1;
  let skipping = false;
  let failures = 0;

  const count = (value: string, what: string) => {
    let n = 0;
    for (let at = value.indexOf(what); at >= 0; at = value.indexOf(what, at + what.length)) n++;
    return n;
  };

  /** Where the quote ends that opens before `from`; -1 when it does not. */
  const closing = (text: string, from: number): number => {
    let close = text.indexOf('"', from);
    while (close >= 0) {
      if (escaped && text[close - 1] === '\\' && text[close - 2] !== '\\') close = text.indexOf('"', close + 1);
      else if (text[close + 1] === '"') close = text.indexOf('"', close + 2);
      else return close;
    }
    return -1;
  };

  /** A record with quotes, from `pos`. 'more': its end is not there yet. 'bad': a quote has no pair. */
  const readQuoted = (text: string, pos: number, last: boolean): Quoted | 'more' | 'bad' => {
    const cells: string[] = [];
    let lines = 1;
    let at = pos;
    while (true) {
      let end: number;
      // Some programs put blanks between the delimiter and the quote; a cell of blanks is one.
      let opens = at;
      while (text[opens] === ' ') opens++;
      if (text[opens] === '"') at = opens;
      if (text[at] === '"') {
        const close = closing(text, at + 1);
        if (close < 0 || (close === text.length - 1 && !last)) return last ? 'bad' : 'more';
        const inner = text.slice(at + 1, close);
        const breaks = count(inner, newline);
        end = close + 1;
        if (newline === '\n' && text[end] === '\r') end++;
        const follows = text[end];
        const closed = follows === undefined || follows === delimiter || follows === newline;
        // A cell that swallowed a whole row's worth of delimiters over a line break is a quote that was never closed.
        if (breaks > 0 && (!closed || failures >= patience || (width > 2 && count(inner, delimiter) >= width - 1)))
          return 'bad';
        if (closed) {
          if (follows === undefined && !last) return 'more';
          const whole = inner.includes('"') ? inner.replaceAll('""', '"') : inner;
          cells.push(escaped ? whole.replace(/\\(["\\])/g, '$1') : whole);
          lines += breaks;
          if (follows === delimiter) {
            at = end + 1;
            continue;
          }
          return { cells, next: follows === undefined ? text.length : end + 1, lines };
        }
      }
      // A plain cell, also one that only begins with a quote: "Zé" Bar.
      const stop = text.indexOf(newline, at);
      end = text.indexOf(delimiter, at);
      if (end < 0 || (stop >= 0 && stop < end)) {
        if (stop < 0 && !last) return 'more';
        const final = stop < 0 ? text.length : stop;
        cells.push(text.slice(at, text[final - 1] === '\r' && final > at ? final - 1 : final));
        return { cells, next: stop < 0 ? text.length : stop + 1, lines };
      }
      cells.push(text.slice(at, end));
      at = end + 1;
    }
  };

  const feed = (chunk: string, last = false): RawRecord[] => {
    // Joined, not added: V8 would keep the two as they are and flatten them again for every line.
    const text = rest === '' ? chunk : [rest, chunk].join('');
    const records: RawRecord[] = [];
    const lost = text.includes('\ufffd');
    const push = (record: RawRecord) => {
      if (lost && !record.flaw && record.cells.some((cell) => cell.includes('\ufffd'))) record.flaw = 'encoding';
      records.push(record);
    };
    rest = '';
    let pos = 0;
    let quote = text.indexOf('"');
    while (pos < text.length) {
      const stop = text.indexOf(newline, pos);
      if (skipping) {
        if (stop < 0) break;
        skipping = false;
        pos = stop + 1;
        line++;
        continue;
      }
      if (stop < 0 && !last) {
        if (text.length - pos > longest) {
          push({ line, cells: [text.slice(pos, pos + 100)], flaw: 'long' });
          skipping = true;
        } else rest = text.slice(pos);
        break;
      }
      const end = stop < 0 ? text.length : stop;
      if (quote >= 0 && quote < pos) quote = text.indexOf('"', pos);
      if (quote >= 0 && quote < end) {
        let read = readQuoted(text, pos, last);
        if (read === 'more') {
          if (text.length - pos <= longest) {
            rest = text.slice(pos);
            break;
          }
          read = 'bad';
        }
        if (read !== 'bad') {
          push({ line, cells: read.cells });
          line += read.lines;
          pos = read.next;
          continue;
        }
        failures++;
      }
      const row = text.slice(pos, end > pos && text[end - 1] === '\r' ? end - 1 : end);
      const record: RawRecord = { line, cells: row.split(delimiter) };
      if (quote >= pos && quote < end) record.flaw = 'quote';
      if (row.length > longest) record.flaw = 'long';
      push(record);
      line++;
      pos = end + 1;
    }
    return records;
  };

  return { feed };
}
