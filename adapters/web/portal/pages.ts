import { html } from 'hono/html';
import { type Html, layout } from '../layout.ts';
import { agree, empty, type Filled, field, press, select } from './fields.ts';
import type { AccessLink, Authorized, Invitation, PortalWords, Tie, Typed } from './port.ts';

type Open = Extract<Invitation, { state: 'open' }>;
type Page = ReturnType<typeof layout>;

/** The other language, for a page that can be opened again in it. */
const languageSwitch = ({ path, other }: PortalWords) =>
  path
    ? html`<form method="post" action="/my-accountant/language"><input type="hidden" name="back" value="${path}" />
      <button class="button" type="submit" name="locale" value="${other.locale}" lang="${other.locale}">${other.name}</button></form>`
    : '';

/** The frame of every page for clients. */
export const page = (w: PortalWords, title: string, body: Html | Promise<Html>): Page =>
  layout({ lang: w.lang, name: w.name, title, body, aside: languageSwitch(w) });
const wrongNotice = (w: PortalWords, { wrong, notice = Object.keys(wrong).length > 0 ? w.formWrong : '' }: Filled) =>
  notice ? html`<p class="notice bad" role="alert">${notice}</p>` : '';

/** One thing to say, and perhaps where to go next. */
export const messagePage = (
  w: PortalWords,
  said: { title: string; text: string },
  next: Html | Promise<Html> | string = '',
): Page => page(w, said.title, html`<h1>${said.title}</h1><p class="lead">${said.text}</p>${next}`);

export const linkTo = (href: string, label: string) => html`<p><a class="button" href="${href}">${label}</a></p>`;

/** Saying yes and authorising access are two steps of one way. */
const stepOf = (w: PortalWords, n: 1 | 2) => html`<p class="step">${w.step(n)}</p>`;

/** Who asks, what exactly the firm will see, and the two answers. */
export function invitationPage(
  w: PortalWords,
  token: string,
  invitation: Open,
  source: string | undefined,
  filled: Filled = empty,
): Page {
  const { invitation: say } = w;
  const { firm, phone, company, document, email, until, consent, hasAccount } = invitation;
  const prefilled = { ...filled, typed: { name: company, document, ...filled.typed } };
  return page(
    w,
    say.title(firm),
    html`
      ${source ? stepOf(w, 1) : ''}
      <h1>${say.title(firm)}</h1>
      <p class="lead">${say.lead(company)}</p>
      ${wrongNotice(w, filled)}
      <section class="card" aria-labelledby="sees">
        <h2 id="sees">${say.sees}</h2>
        <ul class="terms">${consent.map((line) => html`<li>${line}</li>`)}</ul>
        <p class="hint">${source ? `${say.stepTwo(source)} ` : ''}${say.valid(until)} ${say.doubts(firm, phone)}</p>
      </section>
      <form method="post" action="/connect/${token}/accept">
        ${
          hasAccount
            ? ''
            : html`<h2>${say.register}</h2><p class="hint">${say.registerWhy}</p>
        <div class="field"><label for="email">${say.email}</label><input id="email" type="email" value="${email}" readonly /></div>
        ${field({ name: 'name', label: say.company, required: true, autocomplete: 'organization' }, prefilled)}
        ${field({ name: 'document', label: say.document, max: 20 }, prefilled)}`
        }
        ${agree(w.lang, say.agree, filled)}
        <div class="actions"><button class="button primary" type="submit">${source ? say.acceptOn : say.accept}</button></div>
      </form>
      <h2>${say.refuseTitle}</h2>
      <form method="post" action="/connect/${token}/decline">
        <div class="field"><label for="reason">${say.reason}</label><textarea id="reason" name="reason" rows="2" maxlength="500"></textarea></div>
        <div class="actions"><button class="button" type="submit">${say.decline}</button></div>
      </form>
    `,
  );
}

/** A link that leads nowhere any more says why, and what to do. */
export function closedPage(w: PortalWords, token: string, invitation: Exclude<Invitation, Open>): Page {
  const said = invitation.state === 'unknown' ? w.closed.unknown : w.closed[invitation.state](invitation.firm);
  const next =
    invitation.state === 'used'
      ? press(`/connect/${token}/renew`, w.closed.renew, 'primary')
      : invitation.state === 'expired'
        ? press(`/connect/${token}/again`, w.closed.again, 'primary')
        : linkTo('/my-accountant', w.closed.ask);
  return messagePage(w, said, next);
}

export const signInPage = (w: PortalWords, filled: Filled = empty): Page =>
  page(
    w,
    w.mine.title,
    html`<h1>${w.mine.title}</h1><p class="lead">${w.mine.signInLead}</p>${wrongNotice(w, { ...filled, wrong: {} })}
      <form method="post" action="/my-accountant/sign-in">
        ${field({ name: 'email', label: w.mine.email, type: 'email', required: true, autocomplete: 'email', max: 254 }, filled)}
        <div class="actions"><button class="button primary" type="submit">${w.mine.signIn}</button></div>
      </form>`,
  );

/** A press of one's own, because mail programs look at links before people do. */
export const enterPage = (w: PortalWords, token: string): Page =>
  messagePage(
    w,
    { title: w.mine.enterTitle, text: w.mine.enterText },
    press(`/my-accountant/enter/${token}`, w.mine.enter, 'primary'),
  );

/** A form that came too soon after others: what was typed goes with the next try. */
export const slowDownPage = (w: PortalWords, action: string, typed: Typed): Page =>
  messagePage(
    w,
    w.slowDownForm,
    html`<form method="post" action="${action}">
      ${Object.entries(typed).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value ?? ''}" />`)}
      <div class="actions"><button class="button primary" type="submit">${w.slowDownForm.again}</button></div></form>`,
  );

export const disconnectPage = (w: PortalWords, tie: Tie): Page =>
  messagePage(
    w,
    { title: w.mine.disconnectTitle(tie.firm), text: w.mine.disconnectText },
    html`<div class="actions">${press(`/my-accountant/disconnect/${tie.id}`, w.mine.disconnectYes, 'danger')}
      <a class="button" href="/my-accountant">${w.mine.back}</a></div>`,
  );

export const erasePage = (w: PortalWords): Page =>
  messagePage(
    w,
    w.mine.eraseAsk,
    html`<div class="actions">${press('/my-accountant/erase', w.mine.eraseYes, 'danger')}
      <a class="button" href="/my-accountant">${w.mine.back}</a></div>`,
  );

const styles = { active: 'good', ended: '' } as Readonly<Record<string, string>>;

/** How the account in the ERP stands, and the way to authorise it. */
function accessOf({ authorize: say }: PortalWords, { id, access }: Tie, source: string | undefined) {
  if (!access || !source) return '';
  const label = access === 'none' ? say.button(source) : say.again(source);
  const offered = access === 'none' || access === 'revoked' || access === 'expired';
  return html`<span class="badge ${styles[access] ?? 'warn'}">${say.access[access]}</span>
    ${offered ? html`<a class="button primary" href="/my-accountant/authorize/${id}">${label}</a>` : ''}`;
}

/** What follows a yes: the account in the ERP is still to be authorised. */
export function acceptedPage(
  w: PortalWords,
  firm: string,
  authorize: { clientId: string; source: string } | undefined,
): Page {
  if (!authorize) return messagePage(w, w.done.accepted(firm), linkTo('/my-accountant', w.done.manage));
  const said = w.authorize.next(firm, authorize.source);
  return page(
    w,
    said.title,
    html`${stepOf(w, 2)}<h1>${said.title}</h1><p class="lead">${said.text}</p>
      <div class="actions"><a class="button primary" href="/my-accountant/authorize/${authorize.clientId}">${w.authorize.button(authorize.source)}</a>
      <a class="button" href="/my-accountant">${w.authorize.later}</a></div>
      <p class="hint">${w.authorize.laterHow(w.mine.ties)}</p>`,
  );
}

/** What a letter asks for: the one press that is left, or how that stands by now. */
export function accessPage(w: PortalWords, token: string, link: AccessLink, source: string | undefined): Page {
  const say = w.authorize;
  if (link.state === 'open' && source) {
    const said = say.next(link.firm, source);
    return messagePage(
      w,
      said,
      html`<div class="actions"><a class="button primary" href="/authorize/${token}/go">${say.button(source)}</a></div>
        <p class="hint">${say.laterHow(w.mine.ties)}</p>`,
    );
  }
  const said = link.state === 'done' ? say.already(link.firm, link.company) : say.closed;
  return messagePage(w, said, linkTo('/my-accountant', w.done.manage));
}

/** How a consent over there ended. */
export function authorizedPage(w: PortalWords, done: Authorized): Page {
  const say = w.authorize;
  const said =
    done.kind === 'done'
      ? say.done(done.firm, done.company)
      : done.kind === 'wrong'
        ? say.wrong(done.wanted, done.wantedDocument, done.got, done.gotDocument)
        : done.kind === 'taken'
          ? say.taken(done.got, done.gotDocument)
          : done.kind === 'blocked'
            ? say.blocked(done.status)
            : say[done.kind];
  return messagePage(w, said, linkTo('/my-accountant', w.done.manage));
}

const kinds = { connected: 'good', asked: 'warn', invited: 'warn' } as const;

function tieRow(w: PortalWords, tie: Tie, day: (at: Date) => string, source: string | undefined) {
  const act = {
    connected: html`<a class="button" href="/send/from/${tie.id}">${w.mine.send}</a>
      <a class="button" href="/my-accountant/disconnect/${tie.id}">${w.mine.disconnect}</a>`,
    asked: press(`/my-accountant/withdraw/${tie.id}`, w.mine.withdraw),
    invited: press(`/my-accountant/answer/${tie.id}`, w.mine.answer, 'primary'),
  }[tie.kind];
  return html`<li><div><strong>${tie.firm}</strong><br /><span class="hint">${tie.company}, ${w.mine.since(day(tie.since))}${tie.expiresAt ? html`, ${w.mine.until(day(tie.expiresAt))}` : ''}${tie.phone ? html`<br />${tie.phone}` : ''}</span></div>
    <div class="ends"><span class="badge ${kinds[tie.kind]}">${w.mine[tie.kind]}</span>${accessOf(w, tie, source)}${act}</div></li>`;
}

/** The client's own page: what ties them to firms, and the form to ask for more. */
export function minePage(
  w: PortalWords,
  email: string,
  { ties, source }: { ties: readonly Tie[]; source: string | undefined },
  day: (at: Date) => string,
  changed: boolean,
  filled: Filled = empty,
): Page {
  const say = w.mine;
  // Whoever is connected came for that; the form opens by itself where it is what there is to do, or where something in it is wrong.
  const open = ties.every(({ kind }) => kind !== 'connected') || Object.keys(filled.typed).length > 0;
  return page(
    w,
    say.title,
    html`
      <h1>${say.title}</h1>
      <div class="meta"><span>${say.signedIn(email)}</span> ${press('/my-accountant/sign-out', say.signOut)}</div>
      ${changed ? html`<p class="notice good" role="status">${say.changed}</p>` : ''}
      <h2>${say.ties}</h2>
      ${ties.length === 0 ? html`<p>${say.noTies}</p>` : html`<ul class="card rows">${ties.map((tie) => tieRow(w, tie, day, source))}</ul>`}
      <details ${open ? html`open` : ''}><summary><h2>${say.askTitle}</h2></summary>
      <p class="hint">${say.askLead}</p>
      ${wrongNotice(w, filled)}
      <form method="post" action="/my-accountant/ask">
        ${field({ name: 'name', label: say.field.name, required: true, autocomplete: 'organization' }, filled)}
        ${field({ name: 'document', label: say.field.document, max: 20 }, filled)}
        ${field({ name: 'phone', label: say.field.phone, type: 'tel', autocomplete: 'tel', max: 40 }, filled)}
        ${field({ name: 'accountantEmail', label: say.field.accountantEmail, type: 'email', required: true, max: 254 }, filled)}
        ${field({ name: 'firmName', label: say.field.firmName, required: true }, filled)}
        ${field({ name: 'firmPhone', label: say.field.firmPhone, type: 'tel', required: true, max: 40 }, filled)}
        ${field({ name: 'responsible', label: say.field.responsible, max: 100 }, filled)}
        ${field({ name: 'firmDocument', label: say.field.firmDocument, max: 20 }, filled)}
        ${select({ name: 'service', label: say.field.service, options: say.services }, filled)}
        ${agree(w.lang, say.agree, filled)}
        <div class="actions"><button class="button primary" type="submit">${say.ask}</button></div>
      </form></details>
      <h2>${say.dataTitle}</h2>
      <p class="hint">${say.dataText}</p>
      <div class="actions"><a class="button" href="/my-accountant/data" download>${say.download}</a><a class="button" href="/my-accountant/data.json" download>${say.downloadJson}</a><a class="button" href="/my-accountant/erase">${say.erase}</a></div>
    `,
  );
}
