import { html } from 'hono/html';
import { type Html, layout } from '../layout.ts';
import type { FilesPage, SendingPage, SendingWords, UploadResult } from './port.ts';

type Page = ReturnType<typeof layout>;

const page = (w: SendingWords, title: string, body: Html | Promise<Html>): Page =>
  layout({ lang: w.lang, name: w.name, title, body });

export const messagePage = (
  w: SendingWords,
  said: { title: string; text: string },
  next: Html | Promise<Html> | string = '',
): Page => page(w, said.title, html`<h1>${said.title}</h1><p class="lead">${said.text}</p>${next}`);

export const closedPage = (w: SendingWords): Page =>
  messagePage(w, w.closed, html`<p><a class="button" href="/my-accountant">${w.closed.mine}</a></p>`);

const outcomesOf = (w: SendingWords, sending: SendingPage, outcomes: readonly UploadResult[]) => {
  const taken = outcomes.filter((each) => !each.refused);
  const refused = outcomes.filter((each) => each.refused);
  return html`
    ${
      taken.length > 0
        ? html`<div class="notice good" role="status"><p><strong>${w.taken(taken.length)}.</strong> ${w.takenText(sending.firm)}</p>
          <ul class="terms">${taken.map((each) => html`<li>${each.name}</li>`)}</ul></div>`
        : ''
    }
    ${
      refused.length > 0
        ? html`<div class="notice bad" role="alert"><p><strong>${w.refused(refused.length)}.</strong></p>
          <ul class="terms">${refused.map((each) => html`<li><strong>${each.name}</strong> ${w.why[each.refused!]}.</li>`)}</ul></div>`
        : ''
    }`;
};

/** Where a client chooses what to send; and after sending, what became of each. `action` is where the form goes. */
export function sendPage(
  w: SendingWords,
  sending: SendingPage,
  action: string,
  { outcomes = [], wrong }: { outcomes?: readonly UploadResult[]; wrong?: string } = {},
): Page {
  const title = w.title(sending.firm);
  return page(
    w,
    title,
    html`
      <h1>${title}</h1>
      <p class="lead">${w.lead(sending.company, sending.month)}</p>
      ${outcomesOf(w, sending, outcomes)}
      <form method="post" action="${action}" enctype="multipart/form-data">
        <div class="field">
          <label for="files">${w.files}</label>
          <input id="files" name="files" type="file" multiple required accept="application/pdf,image/jpeg,image/png"
            aria-describedby="${wrong ? 'files-error ' : ''}files-hint" ${wrong ? html`aria-invalid="true" autofocus` : ''} />
          ${wrong ? html`<p class="error" id="files-error">${wrong}</p>` : ''}
          <p class="hint" id="files-hint">${w.hint}</p>
        </div>
        <div class="field"><label for="note">${w.note}</label><textarea id="note" name="note" rows="2" maxlength="200"></textarea></div>
        <p class="hint">${sending.until ? w.until(sending.until) : ''} ${w.doubts(sending.firm, sending.phone)}</p>
        <div class="actions"><button class="button primary" type="submit">${outcomes.length > 0 ? w.more : w.send}</button></div>
      </form>
    `,
  );
}

/** The ZIPs behind a link of the firm's. */
export const filesPage = (w: SendingWords, token: string, files: FilesPage): Page =>
  page(
    w,
    w.zips(files.month),
    html`
      <h1>${w.zips(files.month)}</h1>
      <p class="lead">${w.zipsLead(files.files.length, files.until)}</p>
      <ul class="card rows">
        ${files.files.map(
          (
            each,
          ) => html`<li><div><strong>${each.client}</strong><br /><span class="hint">${each.name} · ${each.size}</span></div>
            <div class="ends"><a class="button" href="/documents/${token}/${each.id}" download="${each.name}" aria-label="${w.download}: ${each.client}">${w.download}</a></div></li>`,
        )}
      </ul>
    `,
  );
