// A field of a form, with its label, hint and error.

import type { ComponentType, Ref } from 'preact';
import { useId } from 'preact/hooks';
import type { FieldKind, SealedField } from '../../../src/kit/incoming.ts';
import { Choice, Choices, type Control, type ControlProps, LongText, Text } from './controls.tsx';
import { FileControl } from './file-control.tsx';
import { Icon } from './icon.tsx';
import { useRoom } from './room.ts';
import { SearchControl } from './search-control.tsx';

const controls: Readonly<Record<FieldKind, ComponentType<ControlProps>>> = {
  text: Text,
  long: LongText,
  choice: Choice,
  choices: Choices,
  search: SearchControl,
  user: Choice,
  channel: Choice,
  file: FileControl,
};

interface Props {
  field: SealedField;
  /** What is wrong with what stands there now. */
  error: string | undefined;
  /** The form's id. */
  form: string;
  labels: Map<string, string>;
  control: Ref<Control>;
}

export function Field({ field, error, form, labels, control }: Props) {
  const { words } = useRoom();
  const id = useId();
  const [label, hint, wrong] = [`${id}-label`, `${id}-hint`, `${id}-error`];
  const ControlOf = controls[field.kind];
  const isGroup = field.kind === 'choices';
  const title = (
    <>
      {field.label}
      {!field.required && <span class="optional">{words.optional}</span>}
    </>
  );
  return (
    <div class="field" data-field={field.name}>
      {isGroup ? (
        <span class="field-label" id={label}>
          {title}
        </span>
      ) : (
        <label class="field-label" id={label} for={id}>
          {title}
        </label>
      )}
      {field.hint && (
        <p class="hint" id={hint}>
          {field.hint}
        </p>
      )}
      <ControlOf
        field={field}
        form={form}
        label={label}
        labels={labels}
        control={control}
        about={{
          id,
          'aria-describedby': field.hint ? `${hint} ${wrong}` : wrong,
          'aria-invalid': error ? 'true' : undefined,
          'aria-required': field.required && !isGroup ? 'true' : undefined,
        }}
      />
      <p class="error" id={wrong} hidden={!error}>
        {error && (
          <>
            <Icon name="bad" />
            {error}
          </>
        )}
      </p>
    </div>
  );
}
