import { foreignIn, refuseMessage, refuseOptions, refuseView } from './limits.ts';
import { post as postMessage, putView } from './methods.ts';
import { labelOf } from './rendered.ts';
import type { FakeSlack } from './server.ts';
import { directOf, type FakeMessage, type Json } from './state.ts';
import type { Acknowledged, Transport } from './transport.ts';

export interface Upload {
  name: string;
  bytes: Uint8Array;
}

/** Slack may hand texts back as entities: what must come back as it went has to survive that. */
const harsh = (value: string) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
type Kind = Parameters<Transport['send']>[0];

/** Somebody before Slack's own client: types, presses, fills in, and sees what stands there. */
export function createPerson(
  fake: FakeSlack,
  transport: Transport,
  {
    user = 'U0000001',
    channel = 'C0000001',
    team = 'T0000001',
    enterprise = '',
  }: { user?: string; channel?: string; team?: string; enterprise?: string } = {},
) {
  const { state } = fake;
  let drafts = new Map<string, Json>();
  let last: { kind: Kind; payload: Json; took: (answer: Acknowledged) => void } | undefined;

  const trigger = () => {
    const id = `${state.next('')}.${state.next('')}.abc`;
    state.triggers.set(id, { at: performance.now(), used: false });
    return id;
  };
  const responseUrl = (where: string, original?: FakeMessage) => {
    const id = state.next('R');
    state.responseUrls.set(id, { channel: where, user, uses: 0, original });
    return { id, url: `${fake.url}/response/${id}` };
  };
  const who = {
    user: { id: user, username: state.users.get(user)?.name, team_id: team },
    team: { id: team, domain: 'aurora' },
    ...(enterprise ? { enterprise: { id: enterprise, name: enterprise }, is_enterprise_install: true } : {}),
    api_app_id: 'A1',
  };

  const send = async (kind: Kind, payload: Json, took: (answer: Acknowledged) => void): Promise<Acknowledged> => {
    last = { kind, payload, took };
    const answer = await transport.send(kind, payload);
    state.lastChange = performance.now();
    if (answer.status !== 200) state.refused.push(`not acknowledged: ${answer.status}`);
    else took(answer);
    return answer;
  };

  const command = (name: string, text = '') => {
    const { id, url } = responseUrl(channel);
    const payload = {
      token: 'x',
      ...(enterprise ? { enterprise_id: enterprise } : {}),
      team_id: team,
      team_domain: 'aurora',
      channel_id: channel,
      channel_name: state.channels.get(channel)?.closed
        ? 'privategroup'
        : (state.channels.get(channel)?.name ?? 'geral'),
      user_id: user,
      user_name: who.user.username ?? '',
      command: `/${name}`,
      text,
      api_app_id: 'A1',
      is_enterprise_install: String(enterprise !== ''),
      response_url: url,
      trigger_id: trigger(),
    };
    return send('slash_commands', payload, ({ body }) => {
      if (body === undefined) return;
      // Nobody is told of what a workspace does not have: nothing is shown.
      const reasons = [
        ...refuseMessage(body),
        ...foreignIn(body, state.knows),
        ...(body.blocks ?? []).flatMap(({ type }: Json) => (type === 'image' ? ['a picture: nobody is told'] : [])),
      ];
      state.refused.push(...reasons.map((reason) => `answer to a command: ${reason}`));
      if (reasons.length > 0) return;
      const only = body.response_type === 'in_channel' ? undefined : user;
      const message = postMessage(state, { channel, only, text: body.text, blocks: body.blocks });
      state.responseUrls.get(id)!.original ??= message;
    });
  };

  const cellsOf = ({ type, rows }: Json): Json[] =>
    type === 'data_table' ? rows.flat().map((cell: Json) => cell.element) : [];

  /** Messages this person can see, files apart, oldest first. */
  const messages = () =>
    state.messages.filter(
      (each) =>
        each.files.length === 0 &&
        (each.only === undefined || each.only === user) &&
        [channel, directOf(user)].includes(each.channel),
    );

  const elements = (message: FakeMessage): { block: Json; element: Json }[] =>
    message.blocks.flatMap((block) =>
      [...(block.elements ?? []), block.accessory, ...cellsOf(block)]
        .filter(Boolean)
        .map((element: Json) => ({ block, element })),
    );

  /** The newest message that has such an element. */
  const find = (what: string, matches: (found: { block: Json; element: Json }) => boolean) => {
    for (const message of messages().reverse()) {
      const found = elements(message).find(matches);
      if (found) return { message, ...found };
    }
    throw new Error(`there is no ${what} to be seen`);
  };

  const act = (message: FakeMessage, block: Json, element: Json, more: object) => {
    const payload = {
      type: 'block_actions',
      ...who,
      channel: { id: message.channel, name: 'geral' },
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.only !== undefined,
      },
      ...(message.only === undefined
        ? { message: { ts: message.ts, text: message.text, blocks: message.blocks } }
        : {}),
      trigger_id: trigger(),
      response_url: responseUrl(message.channel, message).url,
      actions: [
        {
          type: element.type,
          block_id: block.block_id,
          action_id: harsh(element.action_id),
          action_ts: state.ts(),
          ...more,
        },
      ],
    };
    return send('interactive', payload, () => undefined);
  };

  const press = (label: string) => {
    const { message, block, element } = find(
      `button ${label}`,
      ({ element }) => element.type === 'button' && labelOf(element.text) === label,
    );
    return act(message, block, element, element.value === undefined ? {} : { value: harsh(element.value) });
  };
  /** Opens their own page of the app. */
  const openHome = (tab = 'home') => {
    const event = { type: 'app_home_opened', user, channel: directOf(user), tab, event_ts: state.ts() };
    const payload = {
      type: 'event_callback',
      team_id: team,
      api_app_id: 'A1',
      event_id: state.next('Ev'),
      event,
    };
    return send('events_api', payload, () => undefined);
  };
  /** An event about something that was said, as Slack tells it. */
  const tell = (event: Json) => {
    const authorizations = [{ team_id: team, user_id: 'U0BOT0000', is_bot: true }];
    const payload = {
      type: 'event_callback',
      team_id: team,
      api_app_id: 'A1',
      event_id: state.next('Ev'),
      authorizations,
      event,
    };
    return send('events_api', payload, () => undefined);
  };
  /** Says something to the app in private. */
  const say = (text: string, more: Json = {}) =>
    tell({ type: 'message', channel: directOf(user), channel_type: 'im', user, text, ts: state.ts(), ...more });
  /** Says something in the channel that mentions the app. */
  const mention = (text: string, more: Json = {}) =>
    tell({ type: 'app_mention', channel, user, text: `<@U0BOT0000> ${text}`, ts: state.ts(), ...more });
  const home = (): FakeMessage => ({ ts: '', channel: '', files: [], blocks: state.homes.get(user)?.blocks ?? [] });
  /** Presses a button on it. */
  const pressHome = (label: string) => {
    const found = elements(home()).find(({ element }) => element.type === 'button' && labelOf(element.text) === label);
    if (!found) throw new Error(`there is no button ${label} on the page`);
    const { block, element } = found;
    const action = {
      type: 'button',
      block_id: block.block_id,
      action_id: harsh(element.action_id),
      action_ts: state.ts(),
    };
    const payload = {
      type: 'block_actions',
      ...who,
      container: { type: 'view', view_id: 'V0' },
      trigger_id: trigger(),
      view: { id: 'V0', type: 'home', app_installed_team_id: team, ...state.homes.get(user) },
      actions: [element.value === undefined ? action : { ...action, value: harsh(element.value) }],
    };
    return send('interactive', payload, () => undefined);
  };
  const isMenu =
    (label: string) =>
    ({ block, element }: { block: Json; element: Json }) =>
      /select$/.test(element.type) && labelOf(block.text) === label;

  const pick = (label: string, ...chosen: string[]) => {
    const { message, block, element } = find(`menu ${label}`, isMenu(label));
    const options = (element.options as Json[]).filter((option) => chosen.includes(labelOf(option.text)));
    if (options.length !== chosen.length) throw new Error(`the menu ${label} does not offer ${chosen.join(', ')}`);
    return act(
      message,
      block,
      element,
      element.type.startsWith('multi') ? { selected_options: options } : { selected_option: options[0] },
    );
  };

  const asked = async (payload: Json): Promise<Json[]> => {
    const answer = await transport.send('interactive', { type: 'block_suggestion', ...who, ...payload });
    state.lastChange = performance.now();
    if (answer.status !== 200) state.refused.push(`suggestions not acknowledged: ${answer.status}`);
    state.refused.push(...refuseOptions(answer.body).map((reason) => `suggestions: ${reason}`));
    return answer.body?.options ?? [];
  };
  /** What a searching menu offers. */
  const suggest = async (label: string, typed: string) => {
    const { message, block, element } = find(`menu ${label}`, isMenu(label));
    const container = { type: 'message', message_ts: message.ts, channel_id: message.channel };
    const found = await asked({
      channel: { id: message.channel },
      container,
      block_id: block.block_id,
      action_id: harsh(element.action_id),
      value: typed,
    });
    return { options: found, choose: (option: Json) => act(message, block, element, { selected_option: option }) };
  };

  const opened = () => {
    if (!state.open) throw new Error('no form is open');
    return state.open;
  };
  const inputs = (): Json[] => opened().view.blocks.filter((block: Json) => block.type === 'input');
  const inputOf = (label: string): Json => {
    const input = inputs().find((each) => labelOf(each.label) === label);
    if (!input) throw new Error(`the form has no field ${label}`);
    return input;
  };
  const viewBody = () => {
    const { id, hash, view } = opened();
    return { ...view, id, hash, private_metadata: harsh(view.private_metadata ?? ''), team_id: team };
  };
  /** What a searching field of the open form offers. */
  const suggestInForm = (label: string, typed: string) => {
    const input = inputOf(label);
    return asked({
      view: viewBody(),
      container: { type: 'view', view_id: opened().id },
      block_id: input.block_id,
      action_id: input.element.action_id,
      value: typed,
    });
  };

  const initial = ({ element }: Json): Json => {
    if (element.type === 'plain_text_input') return { value: element.initial_value ?? null };
    if (element.type.startsWith('multi')) return { selected_options: element.initial_options ?? [] };
    if (element.type === 'users_select') return { selected_user: element.initial_user ?? null };
    if (element.type === 'conversations_select') return { selected_conversation: element.initial_conversation ?? null };
    if (element.type === 'file_input') return { files: [] };
    return { selected_option: element.initial_option ?? null };
  };
  const typed = ({ element }: Json, value: string | Upload | Json): Json => {
    if (element.type === 'file_input') {
      const id = state.next('F');
      state.files.set(id, { id, name: value.name, bytes: value.bytes, length: value.bytes.length });
      return {
        files: [{ id, name: value.name, size: value.bytes.length, url_private_download: `${fake.url}/files/${id}` }],
      };
    }
    if (element.type === 'plain_text_input') return { value };
    if (element.type === 'users_select') return { selected_user: value };
    if (element.type === 'conversations_select') return { selected_conversation: value };
    if (element.type === 'external_select') return { selected_option: value };
    const options = element.options.filter((option: Json) => [value].flat().includes(labelOf(option.text)));
    return element.type.startsWith('multi') ? { selected_options: options } : { selected_option: options[0] };
  };
  const standing = (input: Json) => drafts.get(input.block_id) ?? initial(input);

  const fill = (values: Readonly<Record<string, string | string[] | Upload | Json>>) => {
    for (const [label, value] of Object.entries(values)) {
      const input = inputOf(label);
      drafts.set(input.block_id, typed(input, value));
    }
  };
  const submit = (values: Readonly<Record<string, string | string[] | Upload | Json>> = {}) => {
    fill(values);
    const form = opened();
    const all = inputs().map((input) => [
      input.block_id,
      { [input.element.action_id]: { type: input.element.type, ...standing(input) } },
    ]);
    form.errors = {};
    const payload = {
      type: 'view_submission',
      ...who,
      trigger_id: trigger(),
      view: { ...viewBody(), state: { values: Object.fromEntries(all) } },
      response_urls: [],
    };
    return send('interactive', payload, ({ body }) => {
      if (state.open !== form) return;
      if (body === undefined || body.response_action === 'clear') {
        state.open = undefined;
        drafts = new Map();
      } else if (body.response_action === 'errors') {
        for (const block of Object.keys(body.errors))
          if (!inputs().some((input) => input.block_id === block))
            state.refused.push(`errors: there is no block ${block}`);
        form.errors = body.errors;
      } else if (body.response_action === 'update') {
        const reasons = refuseView(body.view);
        state.refused.push(...reasons.map((reason) => `update: ${reason}`));
        if (reasons.length === 0) putView(state, body.view, form.id);
      } else state.refused.push(`unknown response_action ${body.response_action}`);
    });
  };

  return {
    /** What other ways of asking are made of. */
    parts: { who, user, channel, trigger, responseUrl, tell, send },
    command,
    openHome,
    say,
    mention,
    home,
    pressHome,
    press,
    pick,
    suggest,
    suggestInForm,
    fill,
    submit,
    messages,
    /** Labels of the buttons of the newest message. */
    form: () =>
      state.open ? { ...state.open, inputs: inputs().map((input) => ({ input, value: standing(input) })) } : undefined,
    close: () => {
      state.open = undefined;
      drafts = new Map();
    },
    /** The last delivery once more, as Slack repeats itself. */
    again: async () => {
      if (!last) throw new Error('nothing was sent yet');
      const answer = await transport.send(last.kind, last.payload);
      state.lastChange = performance.now();
      return answer;
    },
    last: () => last?.payload,
  };
}
export type Person = ReturnType<typeof createPerson>;
