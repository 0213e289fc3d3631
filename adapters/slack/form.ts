import type { types } from '@slack/bolt';
import type { SealedField, SealedForm } from '../../src/kit/incoming.ts';
import type { Option } from '../../src/kit/view.ts';
import { limits } from './limits.ts';
import { selectOption, usable } from './render.ts';
import { clean, fitRaw, plain } from './text.ts';
import type { SlackWords } from './words.ts';

/** What a form must remember until it is sent: Slack says nothing then of where it was opened. */
export interface Memory {
  form: string;
  channel?: string;
  channelName?: string;
  /** Where to answer, for half an hour. */
  responseUrl?: string;
  openedAt?: number;
  /** The message whose button opened the form, if one did. */
  message?: string;
  ephemeral?: boolean;
}

/** `&`, `<` and `>` are written out, because Slack may hand them back as entities. */
export function writeMemory(memory: Memory): string {
  const written = JSON.stringify(memory).replace(/[&<>]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
  return written.length <= limits.view.metadata ? written : writeMemory({ form: memory.form, channel: memory.channel });
}

export function readMemory(metadata: string | undefined): Memory {
  try {
    const memory: unknown = JSON.parse(metadata ?? '');
    if (typeof memory === 'object' && memory !== null && 'form' in memory && typeof memory.form === 'string')
      return memory as Memory;
  } catch {
    // Not one of ours.
  }
  return { form: '' };
}

/** The name every input has inside its block; the block has the field's. */
const action_id = 'value';

const first = (value: SealedField['value']): string | undefined =>
  (typeof value === 'string' ? value : value?.[0]) || undefined;
const all = (value: SealedField['value']): readonly string[] => (typeof value === 'string' ? [value] : (value ?? []));

function element(field: SealedField): types.InputBlock['element'] {
  const options = usable(field.options ?? []);
  const chosen = (value: string | undefined): Option | undefined => options.find((option) => option.value === value);
  if (field.kind === 'choice' && options.length > 0) {
    const initial = chosen(first(field.value));
    return {
      type: 'static_select',
      action_id,
      options: options.map(selectOption),
      ...(initial ? { initial_option: selectOption(initial) } : {}),
    };
  }
  if (field.kind === 'choices' && options.length > 0) {
    const initial = options.filter((option) => all(field.value).includes(option.value)).map(selectOption);
    const more = initial.length > 0 ? { initial_options: initial } : {};
    return { type: 'multi_static_select', action_id, options: options.map(selectOption), ...more };
  }
  if (field.kind === 'search') {
    const value = first(field.value);
    const known = value === undefined ? [] : usable([chosen(value) ?? { label: value, value }]);
    const more = known[0] ? { initial_option: selectOption(known[0]) } : {};
    return { type: 'external_select', action_id, min_query_length: 1, ...more };
  }
  if (field.kind === 'user') {
    const user = first(field.value);
    return { type: 'users_select', action_id, ...(user && /^[UW][A-Z0-9]+$/.test(user) ? { initial_user: user } : {}) };
  }
  if (field.kind === 'channel') {
    const channel = first(field.value);
    const initial = channel && /^[CG][A-Z0-9]+$/.test(channel) ? { initial_conversation: channel } : {};
    return {
      type: 'conversations_select',
      action_id,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...initial,
    };
  }
  if (field.kind === 'file') return { type: 'file_input', action_id, max_files: 1 };
  const max = Math.max(1, Math.min(field.max ?? limits.input.text, limits.input.text));
  const value = fitRaw(clean(all(field.value).join(', ')), max);
  return {
    type: 'plain_text_input',
    action_id,
    multiline: field.kind === 'long',
    max_length: max,
    ...(value ? { initial_value: value } : {}),
  };
}

function inputs(field: SealedField): types.KnownBlock[] {
  const input: types.InputBlock = {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, limits.input.label),
    element: element(field),
    optional: !field.required,
    ...(field.hint?.trim() ? { hint: plain(field.hint, limits.input.hint) } : {}),
  };
  // Slack shows errors at their fields only in the answer to a submission: else they stand above.
  return field.error ? [{ type: 'section', text: plain(`⚠️ ${field.error}`, limits.section.text) }, input] : [input];
}

/** The form as a modal; `problem` is why it was refused as a whole. */
export function renderForm(
  form: SealedForm,
  memory: Omit<Memory, 'form'>,
  words: Pick<SlackWords, 'close'>,
  problem?: string,
): types.ModalView {
  const above: types.KnownBlock[] = problem
    ? [{ type: 'section', text: plain(`⚠️ ${problem}`, limits.section.text) }]
    : [];
  const blocks = [...above, ...form.fields.flatMap(inputs)];
  return {
    type: 'modal',
    callback_id: 'form',
    title: plain(form.title, limits.view.title),
    submit: plain(form.submit, limits.view.submit),
    close: plain(words.close, limits.view.close),
    private_metadata: writeMemory({ ...memory, form: form.id }),
    blocks: blocks.length > 0 ? blocks : [{ type: 'section', text: plain(form.title, limits.section.text) }],
  };
}

/** A modal that only says something: for what takes longer than Slack lets a form wait. */
export function renderNotice(title: string, text: string, words: Pick<SlackWords, 'close'>): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'notice',
    title: plain(title, limits.view.title),
    close: plain(words.close, limits.view.close),
    blocks: [{ type: 'section', text: plain(text, limits.section.text) }],
  };
}

/** What is wrong, by the block it is wrong in, as the answer to a submission takes it. */
export const formErrors = (form: SealedForm): Record<string, string> =>
  Object.fromEntries(
    form.fields.flatMap((field) => (field.error ? [[field.name, fitRaw(field.error, limits.input.hint)]] : [])),
  );
