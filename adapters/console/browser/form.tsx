// A form as a dialog.

import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SealedForm } from '../../../src/kit/incoming.ts';
import type { FieldValue } from '../wire.ts';
import type { Opened } from './acts.ts';
import type { Control } from './controls.tsx';
import { Field } from './field.tsx';
import { Icon } from './icon.tsx';
import { useRoom } from './room.ts';

/** `closed` is called once the dialog is gone. */
export function FormDialog({ opened, closed }: { opened: Opened; closed(): void }) {
  const { words } = useRoom();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [controls] = useState(() => new Map<string, Control>());
  const [labels] = useState(() => new Map<string, string>());
  /** The form whose fields stand there, and its newest state: that has the errors. */
  const [shown, setShown] = useState({ form: opened.form, turn: 0 });
  const [latest, setLatest] = useState<SealedForm>(opened.form);
  const [trouble, setTrouble] = useState(opened.form.fields.some((field) => field.error) ? words.fixFields : '');
  const [isBusy, setBusy] = useState(false);
  const close = () => dialog.current?.close();

  useLayoutEffect(() => dialog.current?.showModal(), []);
  // To the first field that is wrong, or else to the first.
  useLayoutEffect(() => {
    const field = latest.fields.find(({ error }) => error) ?? latest.fields[0];
    if (field) controls.get(field.name)?.focus();
  }, [latest]);

  /** The same form again keeps its fields as they are, with what was typed and chosen; only the errors are new. */
  const showAgain = (next: SealedForm & { problem?: string }) => {
    const isSame =
      next.fields.map(({ name }) => name).join('\n') === shown.form.fields.map(({ name }) => name).join('\n');
    if (!isSame) setShown({ form: next, turn: shown.turn + 1 });
    setLatest(next);
    setTrouble(next.problem ?? (next.fields.some((field) => field.error) ? words.fixFields : ''));
  };
  const submit = async () => {
    if (isBusy) return;
    setBusy(true);
    setTrouble('');
    try {
      const values: Record<string, FieldValue> = {};
      for (const { name } of shown.form.fields) {
        const value = await controls.get(name)?.read();
        if (value !== undefined) values[name] = value;
      }
      const again = await opened.submit(latest.id, values);
      if (again) showAgain(again);
      else close();
    } catch {
      setTrouble(words.failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <dialog class="dialog" aria-labelledby={titleId} ref={dialog} onClose={closed}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header>
          <h2 id={titleId}>{shown.form.title}</h2>
          <button type="button" class="icon-button" aria-label={words.close} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body">
          <p class="trouble" role="alert" hidden={!trouble}>
            {trouble}
          </p>
          <div class="dialog-fields">
            {shown.form.fields.map((field, i) => (
              <Field
                key={`${shown.turn} ${field.name}`}
                field={field}
                error={latest.fields[i]?.error}
                form={latest.id}
                labels={labels}
                control={(control) => {
                  if (control) controls.set(field.name, control);
                }}
              />
            ))}
          </div>
        </div>
        <footer>
          <button type="button" class="button" onClick={close}>
            {words.cancel}
          </button>
          <button type="submit" class="button primary" aria-busy={isBusy ? 'true' : undefined}>
            {shown.form.submit}
          </button>
        </footer>
      </form>
    </dialog>
  );
}
