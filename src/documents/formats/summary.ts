import { orDash } from '../../kit/text.ts';
import type { Words } from '../../kit/words.ts';
import { maskDocument } from '../../terms/document.ts';
import type { ListKind, Receipt } from '../schema.ts';

/** What the summary tells of one list. Sums are cents. */
export interface Counted {
  kind: ListKind;
  rows: number;
  sum?: number;
  /** Lines that are not in the sum: their amount is not known. */
  uncounted?: number;
  /** The names of its files; none when it could not be had. */
  files: readonly string[];
}

export interface Summary {
  client: { name: string; document: string | null };
  firm: string;
  month: string;
  /** When, as people of the firm read it. */
  takenAt: string;
  source: string;
  lists: readonly Counted[];
  /** How many NF-e came as XML. */
  xml: number;
  lacks: readonly string[];
  receipts: readonly Receipt[];
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string) => text.replace(/[&<>"']/g, (each) => escapes[each]!);

const style = `
:root{color-scheme:light;--ink:#15211f;--muted:#55645f;--line:#dce3e0;--accent:#0b6b61;--warn:#8a4b00}
*{box-sizing:border-box}
body{margin:0 auto;padding:32px 24px;max-width:820px;color:var(--ink);background:#fff;font:15px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}h2{font-size:17px;margin:28px 0 8px}
p{margin:0 0 8px}.muted{color:var(--muted)}.warn{color:var(--warn)}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:6px 8px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:600;color:var(--muted);font-size:13px}td.r,th.r{text-align:right;white-space:nowrap}
ul{margin:0;padding-left:20px}footer{margin-top:32px;font-size:13px}
@media print{@page{size:A4;margin:16mm}body{padding:0;max-width:none;font-size:11pt}h2{break-after:avoid}tr,li{break-inside:avoid}thead{display:table-header-group}}`;

const row = (cells: readonly (readonly [string, boolean?])[], tag: 'td' | 'th' = 'td') =>
  `<tr>${cells.map(([text, right]) => `<${tag}${right ? ' class="r"' : ''}${tag === 'th' ? ' scope="col"' : ''}>${safe(text)}</${tag}>`).join('')}</tr>`;

/** More lines than this make no summary: the list itself has them all. */
const mostReceipts = 200;

function receiptsTable(w: Words, receipts: readonly Receipt[]): string {
  const { documents: say, format } = w;
  if (receipts.length === 0) return `<p>${safe(say.page.noReceipts)}</p>`;
  const shown = receipts.slice(0, mostReceipts);
  const { paidOn, description, supplier, total } = say.column;
  return `<table><thead>${row([[paidOn], [description], [supplier], [total, true]], 'th')}</thead><tbody>
${shown.map((each) => row([[orDash(each.paidOn, format.day)], [each.description], [each.party], [orDash(each.cents, format.money), true]])).join('\n')}
</tbody></table>${receipts.length > shown.length ? `<p class="muted">${safe(say.page.moreReceipts(receipts.length - shown.length))}</p>` : ''}`;
}

/** The month on a page: no script, nothing loaded from anywhere, and it prints as it reads. */
export function summaryHtml(w: Words, lang: string, summary: Summary): string {
  const { documents: say, format } = w;
  const { client, firm, month, takenAt, source, lists, xml, lacks, receipts } = summary;
  const title = say.page.title(client.name, format.competence(month));
  const lines = lists.map(({ kind, rows, sum, uncounted, files }) =>
    row([
      [say.list[kind].title],
      [files.length > 0 ? format.number(rows) : '–', true],
      [sum === undefined ? '' : `${format.money(sum)}${uncounted ? ` (${say.page.uncounted(uncounted)})` : ''}`, true],
      [files.join(', ')],
    ]),
  );
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
<style>${style}
</style>
</head>
<body>
<header>
<h1>${safe(title)}</h1>
<p class="muted">${client.document ? `${safe(maskDocument(client.document))} · ` : ''}${safe(firm)}</p>
</header>
<h2>${safe(say.page.lists)}</h2>
<table><thead>${row([[say.page.list], [say.page.rows, true], [say.page.sum, true], [say.page.files]], 'th')}</thead><tbody>
${lines.join('\n')}
</tbody></table>
<p class="muted">${safe(say.page.xml(xml))}</p>
<h2>${safe(say.page.receipts(receipts.length))}</h2>
${receiptsTable(w, receipts)}
<h2>${safe(say.page.lacks)}</h2>
${lacks.length === 0 ? `<p>${safe(say.page.noLacks)}</p>` : `<ul class="warn">${lacks.map((each) => `<li>${safe(each)}</li>`).join('')}</ul>`}
<footer class="muted"><p>${safe(say.page.taken(takenAt, source))}</p><p>${safe(say.page.bounds)}</p></footer>
</body>
</html>
`;
}
