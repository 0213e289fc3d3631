// What one fills in, by the kind of the field: each says what stands in it.

import type { Ref } from 'preact';
import { useImperativeHandle, useRef } from 'preact/hooks';
import type { SealedField } from '../../../src/kit/incoming.ts';
import type { FieldValue } from '../wire.ts';
import { Icon } from './icon.tsx';
import { useRoom } from './room.ts';

/** What a form does with a field. */
export interface Control {
  /** What stands in it; nothing where nothing was chosen. */
  read(): FieldValue | undefined | Promise<FieldValue | undefined>;
  focus(): void;
}

export interface ControlProps {
  field: SealedField;
  /** The id of the form it stands in. */
  form: string;
  /** What says what the field is, and what is wrong: on the element that has the keyboard. */
  about: {
    id: string;
    'aria-describedby': string;
    'aria-invalid'?: 'true';
    'aria-required'?: 'true';
  };
  /** The id of the label. */
  label: string;
  /** What was picked from suggestions while the dialog is open, by its value. */
  labels: Map<string, string>;
  control: Ref<Control>;
}

export const givenIn = ({ value = [] }: SealedField): readonly string[] =>
  typeof value === 'string' ? [value] : value;

/** What is too long for a field is for the bot to say; nothing that was pasted is cut unseen. */
const most = 20_000;

export function LongText({ field, about, control }: ControlProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(control, () => ({ read: () => input.current!.value, focus: () => input.current?.focus() }), []);
  return <textarea rows={4} maxlength={most} defaultValue={givenIn(field)[0] ?? ''} ref={input} {...about} />;
}

export function Text({ field, about, control }: ControlProps) {
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(control, () => ({ read: () => input.current!.value, focus: () => input.current?.focus() }), []);
  return (
    <input
      type="text"
      autocomplete="off"
      maxlength={most}
      defaultValue={givenIn(field)[0] ?? ''}
      ref={input}
      {...about}
    />
  );
}

/** One of several; of a field for a person or a channel, those that the console has. */
export function Choice({ field, about, control }: ControlProps) {
  const { words, people, channel } = useRoom();
  const select = useRef<HTMLSelectElement>(null);
  useImperativeHandle(control, () => ({ read: () => select.current!.value, focus: () => select.current?.focus() }), []);
  const options =
    field.kind === 'user'
      ? people.map(({ id, name }) => ({ value: id, label: name, description: undefined }))
      : field.kind === 'channel'
        ? [{ value: channel, label: `#${words.channel}`, description: undefined }]
        : (field.options ?? []);
  const given = givenIn(field)[0] ?? '';
  return (
    <div class="select">
      <select ref={select} {...about}>
        {(!field.required || given === '') && <option value="">{field.required ? words.pick : '—'}</option>}
        {options.map(({ value, label, description }) => (
          <option key={value} value={value} selected={value === given}>
            {description ? `${label} · ${description}` : label}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </div>
  );
}

export function Choices({ field, about, label, control }: ControlProps) {
  const group = useRef<HTMLDivElement>(null);
  useImperativeHandle(
    control,
    () => ({
      read: () => [...group.current!.querySelectorAll<HTMLInputElement>('input:checked')].map((box) => box.value),
      focus: () => group.current?.focus(),
    }),
    [],
  );
  const given = givenIn(field);
  return (
    <div role="group" tabindex={-1} class="checks" aria-labelledby={label} ref={group} {...about}>
      {(field.options ?? []).map((option) => (
        <label key={option.value} class="check">
          <input type="checkbox" value={option.value} defaultChecked={given.includes(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
