import { html } from 'hono/html';
import type { Typed } from './port.ts';

/** What was typed, and what is wrong with it, by field. */
export interface Filled {
  typed: Typed;
  wrong: Typed;
  /** In the place of what stands over a form with something wrong in it. */
  notice?: string;
}
export const empty: Filled = { typed: {}, wrong: {} };

/** The first field that is wrong has the focus: a long page opens there, and it is read first. */
const state = (name: string, { wrong }: Filled) =>
  wrong[name]
    ? html`aria-invalid="true" aria-describedby="${name}-error" ${Object.keys(wrong)[0] === name ? html`autofocus` : ''}`
    : '';

interface Input {
  name: string;
  label: string;
  type?: string;
  required?: boolean;
  autocomplete?: string;
  max?: number;
}

/** A labelled input; what is wrong stands under it and is read with it. */
export function field(
  { name, label, type = 'text', required = false, autocomplete = 'off', max = 150 }: Input,
  filled: Filled,
) {
  const error = filled.wrong[name];
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" type="${type}" maxlength="${max}" autocomplete="${autocomplete}" value="${filled.typed[name] ?? ''}"
      ${required ? html`required` : ''} ${state(name, filled)} />
    ${error ? html`<p class="error" id="${name}-error">${error}</p>` : ''}
  </div>`;
}

export function select(
  { name, label, options }: { name: string; label: string; options: readonly string[] },
  { typed }: Filled,
) {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${options.map((each) => html`<option ${typed[name] === each ? html`selected` : ''}>${each}</option>`)}
    </select>
  </div>`;
}

/** What is agreed to stands here in the language of the page: the form says which that was. */
export function agree(lang: string, label: string, filled: Filled) {
  const { wrong, typed } = filled;
  return html`<div class="field"><input type="hidden" name="shown" value="${lang}" />
    <label class="check"><input type="checkbox" name="agree" required ${typed.agree === 'on' ? html`checked` : ''} ${state('agree', filled)} /><span>${label}</span></label>
    ${wrong.agree ? html`<p class="error" id="agree-error">${wrong.agree}</p>` : ''}
  </div>`;
}

/** A form of one button. */
export const press = (action: string, label: string, style = '') =>
  html`<form method="post" action="${action}"><button class="button ${style}" type="submit">${label}</button></form>`;
