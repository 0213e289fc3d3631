import { AccountError } from '../../src/accounts/schema.ts';
import { registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { addDays } from '../../src/kit/days.ts';
import { readId } from '../../src/kit/ids.ts';
import type { Outcome, Raw, SealedForm } from '../../src/kit/incoming.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { nameKeyOf, searchKeyOf } from '../../src/terms/client.ts';
import { shownOf, type Terms } from '../../src/terms/licence.ts';
import { dueOn } from '../../src/terms/state.ts';
import { rawsFor } from '../everybody/inputs.ts';
import { offered, told } from '../everybody/texts.ts';
import { acts, house, type Person, testNow } from '../house.ts';
import { lacking } from '../news.ts';

/** Every state a client can be in, and more: an import may bring any label beside any request. */
const today = '2026-11-16';
const situations = [
  'connected',
  'not_connected',
  'highly_recommended',
  'disconnected',
  'Em análise',
  'invited',
  'requested',
] as const;
const [ahead, behind] = [new Date(testNow.getTime() + 86_400_000), new Date(testNow.getTime() - 86_400_000)];
const requests: readonly (readonly { direction: string; state: string; expiresAt: Date }[])[] = [
  [],
  [{ direction: 'firm_to_client', state: 'pending', expiresAt: ahead }],
  [{ direction: 'firm_to_client', state: 'pending', expiresAt: behind }],
  [{ direction: 'client_to_firm', state: 'pending', expiresAt: ahead }],
  [{ direction: 'client_to_firm', state: 'pending', expiresAt: behind }],
  [
    { direction: 'client_to_firm', state: 'pending', expiresAt: ahead },
    { direction: 'firm_to_client', state: 'pending', expiresAt: ahead },
  ],
  ...['accepted', 'declined', 'cancelled', 'expired'].map((state) => [
    { direction: 'firm_to_client', state, expiresAt: behind },
  ]),
];
const runs = {
  plan: 'Controle I',
  nextPayer: '',
  recurrence: 'yearly',
  startsOn: '2026-01-16',
  trialEndsOn: '',
  anchorDay: 16,
} as const;
const year = { expiresOn: '2027-11-16', autoRenew: true };
const licenses: readonly (Terms | undefined)[] = [
  undefined,
  { ...runs, ...year, payer: 'client', state: 'trial', trialEndsOn: '2026-11-18', packageId: null },
  { ...runs, ...year, payer: 'client', state: 'active', packageId: null },
  { ...runs, expiresOn: addDays(today, 9), autoRenew: false, payer: 'client', state: 'active', packageId: null },
  { ...runs, expiresOn: addDays(today, -9), autoRenew: false, payer: 'client', state: 'expired', packageId: null },
  { ...runs, ...year, payer: 'client', state: 'blocked', packageId: null },
  { ...runs, ...year, payer: 'client', state: 'cancelled', packageId: null },
  { ...runs, ...year, payer: 'firm', state: 'transferred', packageId: null },
  { ...runs, ...year, payer: 'firm', state: 'active', packageId: 'lot' },
  { ...runs, ...year, payer: 'firm', state: 'blocked', packageId: 'lot' },
  { ...runs, ...year, payer: 'firm', state: 'active', packageId: null },
  { ...runs, ...year, payer: 'firm', nextPayer: 'client', state: 'active', packageId: 'lot' },
];
const accesses = ['none', 'active', 'revoked', 'expired', 'blocked'] as const;
const roles = ['admin', 'analyst'] as const;

interface State {
  situation: string;
  requests: (typeof requests)[number];
  license: Terms | undefined;
  access: (typeof accesses)[number];
  role: (typeof roles)[number];
  /** Whether the portfolio has an address of theirs. */
  email: boolean;
}

function* everyState(): Generator<State> {
  // Who was asked has one.
  for (const situation of situations)
    for (const some of requests)
      for (const license of licenses)
        for (const access of situation === 'connected' ? accesses : accesses.slice(0, 1))
          for (const role of roles)
            for (const email of some.length === 0 ? [true, false] : [true])
              yield { situation, requests: some, license, access, role, email };
}

export interface Walked {
  states: number;
  presses: number;
  /** Offers that were refused, or broke. */
  refused: string[];
  /** What views lack of what every view has. */
  lacking: string[];
  /** States in which nothing is offered that moves them on. */
  stuck: string[];
  /** What was pressed, by the name of its action. */
  pressed: Map<string, number>;
}

/** An id as buttons carry it. */
const packed = (id: string) => `~${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`;

/** What only looks, or keeps the record: no next act. */
const aside = new Set(['licenses.card', 'licenses.history', 'clients.editContact', 'rights.eraseAsk']);
/** What asks before it does something: its answers are pressed as well, what leaves all as it is first. */
const asks = /(?:Ask|\.ask|\.delete)$/;

/** Walks the states, every `every`th of them, and presses everything that is offered in each, each press on a client of its own. */
export async function walk(
  data: Data,
  { every = 1, from = 0 }: { every?: number; from?: number } = {},
): Promise<Walked> {
  let code: unknown;
  const say = (fields: object, message: string) => {
    if (message === 'handled') code = (fields as { code: string }).code;
  };
  const provider = {
    name: 'Conta Azul',
    authorizeUrl: () => 'http://localhost:3000/',
    books: () => {
      throw new AccountError('unavailable');
    },
  };
  const h = await house(data, { log: { info: say, warn: say, error: say }, provider: provider as never });
  const { db } = data;
  const lot = {
    id: newId(),
    firmId: h.firmId,
    plan: 'Controle I',
    quantity: 100_000,
    purchasedOn: '2026-11-16',
    renewsOn: '2027-11-16',
  };
  await db.licensePackage.create({ data: { ...lot, name: 'Lote 1', anchorDay: 16, createdAt: testNow } });
  let n = 0;

  /** So many clients in one state; each answers to its own address. */
  async function twins(state: State, count: number): Promise<{ id: string; requests: string[]; spare: string }[]> {
    const { license } = state;
    const terms = license && { ...license, packageId: license.packageId ? lot.id : null };
    const all = Array.from({ length: count }, () => ({
      id: newId(),
      requests: state.requests.map(() => newId()),
      spare: newId(),
      n: ++n,
    }));
    const row = (id: string, nth: number, name: string) => ({
      id,
      firmId: h.firmId,
      name: `${name} ${nth}`,
      email: `${name.toLowerCase()}${nth}@example.com`,
      nameKey: nameKeyOf({ name: `${name} ${nth}` }),
      searchKey: searchKeyOf({ name: `${name} ${nth}` }),
      analystId: h.analyst.memberId,
      createdAt: testNow,
      updatedAt: testNow,
    });
    const clients = all.map(({ id, n: nth }) => ({
      ...row(id, nth, 'Loja'),
      ...(state.email ? {} : { email: '' }),
      situation: state.situation,
      ...shownOf(terms ?? null),
    }));
    const spares = all.map(({ spare, n: nth }) => ({ ...row(spare, nth, 'Vaga'), situation: 'not_connected' }));
    await db.$transaction(async (tx) => {
      await tx.client.createMany({ data: [...clients, ...spares] });
      const pending = (stands: string, key: string) => (stands === 'pending' ? key : null);
      await tx.connectionRequest.createMany({
        data: all.flatMap((each) =>
          state.requests.map((request, i) => ({
            ...request,
            id: each.requests[i]!,
            firmId: h.firmId,
            clientId: each.id,
            email: `loja${each.n}@example.com`,
            companyName: `Loja ${each.n}`,
            pendingKey: pending(request.state, `${h.firmId}:${request.direction}:loja${each.n}@example.com`),
            sentAt: behind,
            decidedAt: request.state === 'pending' ? null : testNow,
            createdAt: behind,
          })),
        ),
      });
      if (terms) {
        const data = all.map(({ id }) => ({
          ...terms,
          id: newId(),
          firmId: h.firmId,
          clientId: id,
          dueOn: dueOn(terms),
          createdAt: testNow,
          updatedAt: testNow,
        }));
        await tx.license.createMany({ data });
        if (terms.packageId)
          await tx.licensePackage.update({ where: { id: lot.id }, data: { used: { increment: count } } });
      }
      if (state.access !== 'none') {
        const times = { authorizedAt: testNow, changedAt: testNow, checkedAt: testNow };
        await tx.grant.createMany({
          data: all.map(({ id }) => ({
            ...times,
            id: newId(),
            firmId: h.firmId,
            clientId: id,
            companyId: id,
            state: state.access,
          })),
        });
      }
    });
    return all;
  }

  const walked: Walked = { states: 0, presses: 0, refused: [], lacking: [], stuck: [], pressed: new Map() };
  const labelOf = (view: SealedView, id: string) => acts(view).find(({ press: each }) => each === id)?.label;

  async function press(who: Person, id: string, where: string, picked?: readonly string[]): Promise<Outcome> {
    code = undefined;
    const outcome = await who.ask({ kind: 'press', id, picked });
    walked.presses++;
    if (outcome.kind === 'view')
      walked.lacking.push(...lacking(outcome.view).map((each) => `${readId(id).name}: ${each}`));
    walked.pressed.set(readId(id).name, (walked.pressed.get(readId(id).name) ?? 0) + 1);
    if (code !== 'ok')
      walked.refused.push(`${where}: ${readId(id).name} is refused (${code}): ${told(outcome).slice(0, 160)}`);
    return outcome;
  }

  /** Fills in what a form leaves open. */
  async function submit(who: Person, form: SealedForm, spare: string, where: string): Promise<void> {
    const definition = registry.forms.get(readId(form.id).name)!;
    const raws = rawsFor(definition.fields, [spare], 1);
    const fields = Object.fromEntries(
      form.fields.map((field): [string, Raw] => {
        if (field.name === 'client') return [field.name, spare];
        if (field.kind === 'text' && field.name === 'email')
          return [field.name, field.value || `novo${++n}@example.com`];
        if (field.name === 'expiresOn') return [field.name, '01/12/2026'];
        if (field.name === 'plan') return [field.name, 'control_1'];
        return [field.name, field.value || raws[field.name] || field.options?.[0]?.value];
      }),
    );
    code = undefined;
    const outcome = await who.submit(form, fields);
    if (code !== 'ok')
      walked.refused.push(
        `${where}: the form ${readId(form.id).name} is refused (${code}): ${told(outcome).slice(0, 200)} ${JSON.stringify(fields)}`,
      );
  }

  const states = [...everyState()];
  // A step that no dimension divides: every value of each comes round with every value of the others.
  for (let i = from; i < states.length; i += every) {
    const state = states[(i * 7919) % states.length]!;
    walked.states++;
    const who = h[state.role];
    const kinds = state.requests
      .map((each) => `${each.direction} ${each.state}${each.expiresAt < testNow ? ' over' : ''}`)
      .join(' + ');
    const where = `${state.role}, ${state.situation}, [${kinds}], ${state.license?.state ?? 'none'} ${state.license?.payer ?? ''}${state.license?.packageId ? ' of a package' : ''}, access ${state.access}${state.email ? '' : ', no e-mail'}`;
    const [first] = await twins(state, 1);
    const views = new Map<string, SealedView>();
    const look = async (id: string) => {
      const outcome = await press(who, id, where);
      if (outcome.kind === 'view') views.set(id, outcome.view);
    };
    for (const name of ['clients.card', 'licenses.card', 'digests.client', 'documents.received'])
      await look(`${name}|${first!.id}`);
    for (const request of first!.requests) await look(`connections.open|${request}`);
    const card = views.get(`clients.card|${first!.id}`);
    const next = card ? offered({ kind: 'view', answers: 'private', view: card }) : [];
    if (!next.some((each) => each.kind === 'press' && !aside.has(readId(each.id).name))) walked.stuck.push(where);
    const seen = new Set<string>();
    const buttons = [...views.values()].flatMap((view) =>
      offered({ kind: 'view', answers: 'private', view }).flatMap((each) => {
        if (each.kind !== 'press' || seen.has(each.id)) return [];
        seen.add(each.id);
        return [{ id: each.id, label: labelOf(view, each.id) }];
      }),
    );
    const others = await twins(state, buttons.length);
    for (const [b, { id, label }] of buttons.entries()) {
      const twin = others[b]!;
      const mine = (pressed: string) =>
        [
          [first!.id, twin.id] as const,
          ...first!.requests.map((request, r) => [request, twin.requests[r]!] as const),
        ].reduce((said, [from, to]) => said.replaceAll(packed(from), packed(to)), pressed);
      const outcome = await press(who, mine(id), `${where}, «${label}»`);
      if (outcome.kind === 'form') await submit(who, outcome.form, twin.spare, `${where}, «${label}»`);
      if (outcome.kind !== 'view' || !asks.test(readId(id).name)) continue;
      const answers = acts(outcome.view);
      const last = ({ style, label: name }: (typeof answers)[number]) =>
        Number(style !== undefined || /^(Sim|Apagar)/.test(name));
      for (const each of answers.toSorted((a, b) => last(a) - last(b)))
        if (each.press) await press(who, each.press, `${where}, «${label}» «${each.label}»`);
    }
  }
  return walked;
}
