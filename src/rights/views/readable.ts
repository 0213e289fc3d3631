import { fieldNames, fieldOf } from '../../clients/fields.ts';
import type { Words } from '../../kit/words.ts';
import type { PersonalData, StoredRow } from '../reads/personal-data.ts';

/** No day at all, as the database sorts it last. */
const never = '9999-12-31';
/** What only programs need: the file for them has it. */
export const inner =
  /^(id|hash|sha256|textHash|platform|workspace|channel|message|subject|direct|position|version|before|handover\w*|attempts|told)$|(Id|Key|lookAt|dueAt)$/;
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string) => text.replace(/[&<>"']/g, (each) => escapes[each]!);

const isDay = /^\d{4}-\d{2}-\d{2}$/;
const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/;
const hasId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Who did something, without saying who of the firm: `member:<id>`. */
const actor = /^(member|client|system)(:|$)/;

/** One of a client's values to choose from, as forms call it. */
function spoken(w: Words, column: string, value: string): string | undefined {
  const name = fieldNames.find((each) => fieldOf(each).column === column);
  const edit = name !== undefined && fieldOf(name).edit;
  return edit !== false && edit.values?.includes(value) ? edit.say?.(w, value) : undefined;
}

/** A value as a person reads it; '' for what says nothing. */
function shown(w: Words, zone: string, column: string, value: unknown): string {
  const { told } = w.rights;
  if (value === null || value === undefined || value === '' || value === never) return '';
  if (typeof value === 'boolean') return value ? told.yes : told.no;
  if (value instanceof Date) return w.connections.instant(value, zone);
  if (Array.isArray(value))
    return value
      .map((each) => shown(w, zone, column, each))
      .filter(Boolean)
      .join(' · ');
  if (typeof value === 'object')
    return facts(w, zone, value as StoredRow)
      .map(([label, said]) => `${label}: ${said}`)
      .join('; ');
  if (typeof value === 'number') {
    if (/cents$/i.test(column)) return w.format.money(value);
    return column === 'bytes' ? w.format.bytes(value) : w.format.number(value);
  }
  const text = String(value);
  if (isDay.test(text)) return w.format.day(text);
  if (isMonth.test(text)) return w.format.month(text);
  if (column === 'verb') return told.verbs[text.split('.')[0]!] ?? told.verbs.other!;
  const by = actor.exec(text);
  if (by) return told.actors[by[1]!] ?? '';
  if (hasId.test(text)) return '';
  return told.values[text] ?? spoken(w, column, text) ?? text;
}

/** Label and value of all that a row tells. */
function facts(w: Words, zone: string, row: StoredRow): [string, string][] {
  return Object.entries(row).flatMap(([column, value]) => {
    const label = w.rights.told.columns[column];
    // A test holds that every column has its label: what has none stands within a list of particulars that is for programs.
    if (inner.test(column) || !label) return [];
    const said = shown(w, zone, column, value);
    return said ? [[label, said] as [string, string]] : [];
  });
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#15211f;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #c9d3d0}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;
gap:.25rem 1rem;margin:0 0 1rem}dt{color:#55645f}dd{margin:0;overflow-wrap:anywhere}p.note{color:#55645f}hr{border:0;border-top:1px solid #e4eae8}`;

/** Everything that is stored about somebody as one page for a person to read: it loads nothing, and opens in any browser. */
export function readable(
  w: Words,
  { title, lead, zone, told }: { title: string; lead: readonly string[]; zone: string; told: PersonalData },
): Uint8Array {
  const part = ([model, rows]: [string, readonly StoredRow[]]): string => {
    const lists = rows
      .map((row) => facts(w, zone, row))
      .filter((each) => each.length > 0)
      .map(
        (each) => `<dl>${each.map(([label, said]) => `<dt>${safe(label)}</dt><dd>${safe(said)}</dd>`).join('')}</dl>`,
      );
    return lists.length > 0 ? `<h2>${safe(w.rights.told.models[model] ?? model)}</h2>\n${lists.join('\n<hr>\n')}` : '';
  };
  const html = `<!doctype html>
<html lang="${w.portal.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(title)}</title>
<style>${style}</style></head>
<body>
<h1>${safe(title)}</h1>
${lead.map((each) => `<p>${safe(each)}</p>`).join('\n')}
${Object.entries(told).map(part).filter(Boolean).join('\n')}
<p class="note">${safe(w.rights.told.note)}</p>
</body>
</html>
`;
  return new TextEncoder().encode(html);
}
