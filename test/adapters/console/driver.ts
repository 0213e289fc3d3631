import { randomUUID } from 'node:crypto';
import type { WireView } from '../../../adapters/console/wire.ts';
import type { SealedForm } from '../../../src/kit/incoming.ts';
import { plainText, type SealedView } from '../../../src/kit/view.ts';
import type { Driver, Shown, ShownForm, Upload } from '../contract.ts';
import { createClient } from './client.ts';
import { type Stand, stand } from './fixture.ts';

type Button = Extract<WireView['blocks'][number], { kind: 'buttons' }>['buttons'][number];
const buttonsOf = (view: WireView): readonly Button[] =>
  view.blocks.flatMap((block): readonly Button[] =>
    block.kind === 'buttons' ? block.buttons : block.kind === 'table' ? (block.acts ?? []).flat() : [],
  );

/** Everything of the view that can be read. */
const textOf = (view: WireView): string =>
  [
    plainText(view as unknown as SealedView),
    ...view.blocks.flatMap((block) =>
      block.kind === 'table'
        ? block.columns.map((column) => column.label)
        : block.kind === 'choice' || block.kind === 'search'
          ? [block.label]
          : [],
    ),
  ].join('\n');

const labelOf = (field: SealedForm['fields'][number], value: string) =>
  field.options?.find((option) => option.value === value)?.label ?? value;

/** The console over its wire: what the browser would send, and what it is told. */
export function wireDriver(): Driver {
  let room: Stand;
  let client: ReturnType<typeof createClient>;
  let form: { form: SealedForm; message?: string; said?: string; problem?: string } | undefined;
  let shown: Shown;
  let last: () => Promise<unknown>;

  const look = async (): Promise<Shown> => {
    const answers = (await client.transcript()).filter((message) => message.view);
    const newest = answers.at(-1);
    const view = newest?.view ?? { title: undefined, news: '', blocks: [], files: [] };
    const files = view.files.map(async (file) => {
      const response = await room.fetch(file.url);
      return { name: file.name, bytes: new Uint8Array(await response.arrayBuffer()) };
    });
    shown = {
      title: view.title,
      text: textOf(view),
      buttons: buttonsOf(view).map((button) => button.label),
      private: newest?.private ?? true,
      files: await Promise.all(files),
      // There is nothing in the console that notifies anybody.
      pings: [],
      messages: answers.length,
      form: form && shownForm(form.form, form.problem),
    };
    return shown;
  };
  const shownForm = ({ title, fields }: SealedForm, problem?: string): ShownForm => ({
    title,
    values: Object.fromEntries(
      fields.map((field) => [
        field.label,
        [field.value ?? '']
          .flat()
          .map((value) => labelOf(field, value))
          .join(', '),
      ]),
    ),
    errors: [
      ...(problem ? [{ message: problem }] : []),
      ...fields.flatMap((field) => (field.error ? [{ field: field.label, message: field.error }] : [])),
    ],
  });
  const act = async (deed: object): Promise<Shown> => {
    const key = randomUUID();
    last = () => client.ask(deed, key);
    const reply = await client.ask(deed, key);
    form = reply.kind === 'form' ? reply : undefined;
    return look();
  };
  const newest = async () => (await client.transcript()).filter((message) => message.view).at(-1)!;

  return {
    start: async (core) => {
      room = await stand(core);
      client = createClient(room);
      form = undefined;
    },
    stop: () => room.stop(),
    command: (name, options = {}) => {
      const words = Object.entries(options).map(([word, value]) => `${word}:"${value}"`);
      return act({ asked: { kind: 'typed', text: [`/${name}`, ...words].join(' ') } });
    },
    press: async (label) => {
      const message = await newest();
      const button = buttonsOf(message.view!).find((each) => each.label === label);
      if (!button || !('press' in button)) throw new Error(`there is no button ${label}`);
      return act({ message: message.id, asked: { kind: 'press', id: button.press } });
    },
    pick: async (label, option) => {
      const message = await newest();
      const menu = message.view!.blocks.find((block) => block.kind === 'choice' && block.label === label);
      const picked = menu?.kind === 'choice' && menu.options.find((each) => each.label === option);
      if (!picked) throw new Error(`there is no ${option} in ${label}`);
      return act({ message: message.id, asked: { kind: 'press', id: menu.press, picked: [picked.value] } });
    },
    suggest: async (typed) => {
      const { options } = await client.ask({ asked: { kind: 'search', command: 'achar', field: 'who', typed } });
      return (options ?? []).map((option) => option.label);
    },
    choose: async (typed, label) => {
      const { options } = await client.ask({ asked: { kind: 'search', command: 'achar', field: 'who', typed } });
      const chosen = options?.find((option) => option.label === label);
      if (!chosen) throw new Error(`${label} is not suggested`);
      return act({ asked: { kind: 'typed', text: `/achar quem:"${chosen.value}"` } });
    },
    submit: async (values) => {
      if (!form) throw new Error('there is no form');
      const fields: Record<string, unknown> = {};
      for (const field of form.form.fields) {
        const given: string | Upload | undefined = values[field.label];
        if (typeof given === 'object') fields[field.name] = { file: await client.sendFile(given.name, given.bytes) };
        else
          fields[field.name] =
            given === undefined
              ? field.value
              : (field.options?.find((option) => option.label === given)?.value ?? given);
      }
      return act({ message: form.message, said: form.said, asked: { kind: 'submit', id: form.form.id, fields } });
    },
    again: async () => {
      await last();
      return look();
    },
    shown: () => shown,
  };
}
