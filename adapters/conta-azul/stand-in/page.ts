import { createHash } from 'node:crypto';
import type { Answer } from './answers.ts';
import type { Company } from './company.ts';

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** What was asked for stands behind the #, which a browser keeps to itself: the page puts it into its form. */
const script = `const asked = location.hash.split('?')[1] ?? location.search.slice(1);
document.getElementById('asked').value = asked;
if (!asked) document.getElementById('nothing').hidden = false;`;
const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#fff7e6;color:#222}main{max-width:30rem;margin:0 auto;padding:1rem}
.banner{background:#b45309;color:#fff;padding:.75rem 1rem;text-align:center;font-weight:600}h1{font-size:1.4rem}
label{display:block;margin:1rem 0 .25rem;font-weight:600}select,input{width:100%;box-sizing:border-box;font:inherit;padding:.6rem;border:1px solid #999;border-radius:.4rem;background:#fff}
button{margin-top:1.25rem;font:inherit;font-weight:600;padding:.75rem 1.25rem;border:0;border-radius:.4rem;background:#1d4ed8;color:#fff;width:100%}small{color:#555}`;
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const headers = {
  'content-security-policy': `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

const frame = (
  body: string,
) => `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulador local da Conta Azul</title><style>${style}</style></head><body><div class="banner">Simulador local: isto não é a Conta Azul</div><main>${body}</main></body></html>`;

/** Where a person of a company would sign in and consent. */
export const loginPage = (companies: readonly Company[], action: string): Answer => ({
  status: 200,
  headers,
  html: frame(`<h1>Autorizar o aplicativo</h1>
<p>No lugar do login da Conta Azul: escolha a empresa em nome de quem você autoriza. Nenhum dado aqui é de verdade.</p>
<p id="nothing" hidden><strong>Nada foi pedido.</strong> Abra esta página pelo botão Autorizar do aplicativo.</p>
<form method="post" action="${escaped(action)}"><input type="hidden" name="asked" id="asked">
<label for="company">Empresa</label><select id="company" name="company">${companies
    .map(({ id, name, document }) => `<option value="${escaped(id)}">${escaped(name)}, ${escaped(document)}</option>`)
    .join('')}</select>
<label for="document">Ou outro CNPJ ou CPF</label><input id="document" name="document" maxlength="20" autocomplete="off"><small>O simulador inventa uma empresa com este documento.</small>
<button type="submit">Autorizar</button></form><script>${script}</script>`),
});

export const refusedPage = (why: string): Answer => ({
  status: 400,
  headers,
  html: frame(`<h1>Não dá para autorizar</h1><p>O pedido não está certo: <code>${escaped(why)}</code>.</p>`),
});
