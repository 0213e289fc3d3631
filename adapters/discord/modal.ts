import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuComponent,
  type APISelectMenuOption,
  ComponentType,
  type ModalSubmitComponent,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import type { FileIn, Raw, SealedField, SealedForm } from '../../src/kit/incoming.ts';
import { cut } from '../../src/kit/text.ts';
import { limits, writableChannels } from './limits.ts';
import { clean, oneLine } from './markdown.ts';
import { selectOptions } from './options.ts';
import { formSentFor } from './sent.ts';

const listOf = (value: SealedField['value']): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? []);

function textInput(field: SealedField): APIComponentInLabel {
  const max = Math.max(1, Math.min(field.max ?? limits.inputLength, limits.inputLength));
  // Never half a character at the end.
  const value = clean(listOf(field.value).join(', '))
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '');
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.kind === 'long' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: max,
    ...(value.trim() && { value: field.kind === 'long' ? value : oneLine(value) }),
  };
}

/** As many stand in sight; more are in a menu, for a form is to be read at once. */
const mostInSight = 5;

/** A few choices in sight: one by a press, several by ticking them. What one need not choose has no way back once it is chosen: that is a menu's. */
function inSight(field: SealedField, options: APISelectMenuOption[]): APIComponentInLabel | undefined {
  const base = { custom_id: field.name, required: field.required, options };
  const { length } = options;
  if (field.kind === 'choices' && length <= mostInSight)
    return { type: ComponentType.CheckboxGroup, ...base, min_values: field.required ? 1 : 0, max_values: length };
  return field.kind === 'choice' && field.required && length >= 2 && length <= mostInSight
    ? { type: ComponentType.RadioGroup, ...base }
    : undefined;
}

function chosen(field: SealedField): APIComponentInLabel | undefined {
  const many = field.kind === 'choices';
  const options = selectOptions(field.options ?? [], listOf(field.value), many);
  if (options.length === 0) return undefined;
  return inSight(field, options) ?? stringSelect(field, options);
}

function stringSelect(field: SealedField, options: APISelectMenuOption[]): APISelectMenuComponent {
  const many = field.kind === 'choices';
  return {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    required: field.required,
    min_values: field.required ? 1 : 0,
    max_values: many ? options.length : 1,
    options,
  };
}

function input(field: SealedField): APIComponentInLabel {
  const base = { custom_id: field.name, required: field.required, min_values: field.required ? 1 : 0, max_values: 1 };
  const ids = listOf(field.value)
    .filter((id) => /^\d{17,20}$/.test(id))
    .slice(0, 1);
  if (field.kind === 'user')
    return {
      type: ComponentType.UserSelect,
      ...base,
      default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.User })),
    };
  if (field.kind === 'channel')
    return {
      type: ComponentType.ChannelSelect,
      ...base,
      channel_types: [...writableChannels],
      default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
    };
  if (field.kind === 'file') {
    const file_types = field.endings?.map((ending) => `.${ending}` as const);
    return { type: ComponentType.FileUpload, ...base, ...(file_types ? { file_types } : {}) };
  }
  return (field.kind === 'choice' || field.kind === 'choices' ? chosen(field) : undefined) ?? textInput(field);
}

/** A form as a modal. What was wrong with a field stands under its label when the form is offered again. */
export function renderModal(form: SealedForm, workspace?: string): APIModalInteractionResponseCallbackData {
  const labels = form.fields.slice(0, limits.modalFields).map((field): APILabelComponent => {
    const description = cut(oneLine(field.error ?? field.hint ?? ''), limits.fieldHint);
    return {
      type: ComponentType.Label,
      label: cut(oneLine(field.label), limits.fieldLabel) || '…',
      ...(description && { description }),
      component: input(field),
    };
  });
  const title = cut(oneLine(form.title), limits.modalTitle) || '…';
  return {
    custom_id: formSentFor(form.id, workspace),
    title,
    components: labels.length > 0 ? labels : [{ type: ComponentType.TextDisplay, content: title }],
  };
}

/** What stands in one part of a sent modal; `file` finds an attachment by its id. */
export function readInput(component: ModalSubmitComponent, file: (id: string | undefined) => FileIn | undefined): Raw {
  if (component.type === ComponentType.FileUpload) return file(component.values[0]);
  if ('values' in component) return component.values;
  return typeof component.value === 'string' ? component.value : undefined;
}
