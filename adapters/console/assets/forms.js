// A form as a dialog.

import { el, icon, newId } from './dom.js';
import { createField } from './fields.js';

/**
 * Opens a form. `room` has words, people, channels, suggest, sendFile, and submit(id, fields), which promises the form again when something
 * in it was wrong, and nothing when it is done. `closed` is called once the dialog is gone.
 */
export function openForm(form, room, closed) {
  const { words } = room;
  const labels = new Map();
  const titleId = newId('title');
  let current = form;
  let fields = [];

  const title = el('h2', { id: titleId });
  const trouble = el('p', { class: 'trouble', role: 'alert' });
  const body = el('div', { class: 'dialog-fields' });
  const submit = el('button', { type: 'submit', class: 'button primary' });
  const close = () => dialog.close();
  const content = el(
    'form',
    { novalidate: true },
    el(
      'header',
      {},
      title,
      el('button', { type: 'button', class: 'icon-button', 'aria-label': words.close, on: { click: close } }, icon('close')),
    ),
    el('div', { class: 'dialog-body' }, trouble, body),
    el('footer', {}, el('button', { type: 'button', class: 'button', on: { click: close } }, words.cancel), submit),
  );
  const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': titleId }, content);

  const showTrouble = (message) => {
    trouble.textContent = message;
    trouble.hidden = !message;
  };
  const show = (next) => {
    current = next;
    title.textContent = next.title;
    submit.textContent = next.submit;
    fields = next.fields.map((field) => createField(field, { ...room, labels, formId: next.id }));
    body.replaceChildren(...fields.map((field) => field.element));
  };
  /** The same form again keeps its fields as they are, with what was typed and chosen; only the errors are new. */
  const showAgain = (next) => {
    const same = next.fields.length === fields.length && next.fields.every((field, i) => field.name === fields[i].name);
    if (same) {
      current = next;
      next.fields.forEach((field, i) => {
        fields[i].showError(field.error);
      });
    } else show(next);
    const wrong = next.fields.findIndex((field) => field.error);
    showTrouble(next.problem ?? (wrong < 0 ? '' : words.fixFields));
    fields[Math.max(0, wrong)]?.control.focus();
  };

  content.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (submit.getAttribute('aria-busy') === 'true') return;
    submit.setAttribute('aria-busy', 'true');
    showTrouble('');
    try {
      const values = {};
      for (const field of fields) {
        const value = await field.read();
        if (value !== undefined) values[field.name] = value;
      }
      const again = await room.submit(current.id, values);
      if (again) showAgain(again);
      else close();
    } catch {
      showTrouble(words.failed);
    } finally {
      submit.removeAttribute('aria-busy');
    }
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed();
  });

  show(form);
  showTrouble(form.fields.some((field) => field.error) ? words.fixFields : '');
  document.body.append(dialog);
  dialog.showModal();
  (fields.find((field) => field.control.getAttribute('aria-invalid')) ?? fields[0])?.control.focus();
}
