/**
 * Holds every reader and every answer of the stand-in against the maker's own OpenAPI files: `npm run check:conta-azul -- FOLDER`. The
 * folder is the maker's, and no part of this project. Where production is known to differ from the files, both are accepted, by name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import type { z } from 'zod';
import { openBooks } from '../adapters/conta-azul/books.ts';
import { createBudget } from '../adapters/conta-azul/budget.ts';
import { listing } from '../adapters/conta-azul/listing.ts';
import { oddity } from '../adapters/conta-azul/request.ts';
import * as shapes from '../adapters/conta-azul/shapes.ts';
import { chance } from '../adapters/conta-azul/stand-in/chance.ts';
import { createStandIn } from '../adapters/conta-azul/stand-in/server.ts';

type Schema = Record<string, unknown> & {
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  required?: string[];
};
type Json = Record<string, unknown>;

const events = '/v1/financeiro/eventos-financeiros';
const isList = <T>(item: z.ZodType<T>) => listing(item) as unknown as z.ZodType;
/** What the readers are held against: the path as the maker writes it, what reads it, and what asks the stand-in for one like it. */
const answers: readonly { path: string; reader: z.ZodType; ask(id: string): string }[] = [
  {
    path: '/v1/centro-de-custo',
    reader: isList(shapes.costCentre),
    ask: () => '/v1/centro-de-custo?filtro_rapido=TODOS',
  },
  { path: '/v1/categorias', reader: isList(shapes.category), ask: () => '/v1/categorias?permite_apenas_filhos=false' },
  { path: '/v1/conta-financeira', reader: isList(shapes.moneyAccount), ask: () => '/v1/conta-financeira' },
  {
    path: '/v1/conta-financeira/{id_conta_financeira}/saldo-atual',
    reader: shapes.balance as unknown as z.ZodType,
    ask: (id) => `/v1/conta-financeira/${id}/saldo-atual`,
  },
  {
    path: `${events}/contas-a-receber/buscar`,
    reader: isList(shapes.entry),
    ask: () =>
      `${events}/contas-a-receber/buscar?data_vencimento_de=2000-01-01&data_vencimento_ate=2099-12-31&status=RECEBIDO`,
  },
  {
    path: `${events}/contas-a-pagar/buscar`,
    reader: isList(shapes.entry),
    ask: () =>
      `${events}/contas-a-pagar/buscar?data_vencimento_de=2000-01-01&data_vencimento_ate=2099-12-31&data_pagamento_de=2020-01-01&data_pagamento_ate=2099-12-31&data_competencia_de=2020-01-01&data_competencia_ate=2099-12-31`,
  },
  {
    path: `${events}/parcelas/{id}`,
    reader: shapes.installment as unknown as z.ZodType,
    ask: (id) => `${events}/parcelas/${id}`,
  },
  {
    path: `${events}/parcelas/{parcela_id}/baixa`,
    reader: shapes.settlement.array() as unknown as z.ZodType,
    ask: (id) => `${events}/parcelas/${id}/baixa`,
  },
];

/** Where production is known not to answer as the files say: by the key's path, the files' word and production's. */
const alsoInProduction: Readonly<Record<string, readonly string[]>> = {
  // The files call it centros_custo.
  [`${events}/contas-a-receber/buscar`]: ['centros_de_custo'],
  [`${events}/contas-a-pagar/buscar`]: ['centros_de_custo'],
};

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('npm run check:conta-azul -- FOLDER, where FOLDER holds the OpenAPI files of Conta Azul');
  process.exit(2);
}

interface Operation {
  schema: Schema;
  parameters: { name: string; in: string; required?: boolean; schema?: Schema }[];
}

/** Every operation that reads, with what its references lead to in their place. */
function operations(): Map<string, Operation> {
  const found = new Map<string, Operation>();
  for (const name of readdirSync(folder!).filter((each) => /\.ya?ml$/.test(each))) {
    const file = parse(readFileSync(join(folder!, name), 'utf8')) as Json;
    const resolved = (value: unknown, depth = 0): unknown => {
      if (depth > 30) return {};
      if (Array.isArray(value)) return value.map((each) => resolved(each, depth + 1));
      if (typeof value !== 'object' || value === null) return value;
      const { $ref } = value as { $ref?: string };
      if (!$ref)
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, depth + 1)]));
      return resolved(
        $ref
          .slice(2)
          .split('/')
          .reduce<unknown>((at, key) => (at as Json)[key], file),
        depth + 1,
      );
    };
    for (const [path, methods] of Object.entries(file.paths as Record<string, { get?: Json }>)) {
      const get = methods.get as
        | { responses: Record<string, { content?: Record<string, { schema: Schema }> }>; parameters?: unknown }
        | undefined;
      const schema = get?.responses['200']?.content?.['application/json']?.schema;
      if (schema)
        found.set(path, {
          schema: resolved(schema) as Schema,
          parameters: (resolved(get?.parameters ?? []) as Operation['parameters']) ?? [],
        });
    }
  }
  return found;
}

const isKnownBy = (name: string) => name === 'id' || name === 'itens' || name === 'items';
const typed: Readonly<Record<string, unknown>> = { string: 'TEXTO', integer: 3, number: 12.34, boolean: true };

/** One answer of a schema; `stays` decides of each key that is neither required nor what something is known by. */
function sample(schema: Schema, stays: () => boolean, pick: <T>(of: readonly T[]) => T): unknown {
  const [one] = (schema.allOf ?? schema.oneOf ?? schema.anyOf ?? []) as Schema[];
  if (one) return sample({ ...one, ...schema, allOf: undefined, oneOf: undefined, anyOf: undefined }, stays, pick);
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).flatMap(([name, each]) =>
        isKnownBy(name) || schema.required?.includes(name) || stays() ? [[name, sample(each, stays, pick)]] : [],
      ),
    );
  if (schema.items || schema.type === 'array') return [sample(schema.items ?? {}, stays, pick)];
  if (schema.enum) return pick(schema.enum);
  if (schema.example !== undefined && typeof schema.example !== 'object') return schema.example;
  if (schema.format === 'date') return '2026-10-31';
  if (schema.format === 'date-time') return '2026-10-31T08:37:05';
  if (schema.format === 'uuid') return '35473eec-4e74-11ee-b500-9f61de8a8b8b';
  return typed[String(schema.type)] ?? 'TEXTO';
}

/** A schema that knows no other keys than its own, and takes null for whatever is not required. */
function closed(schema: Schema, also: readonly string[]): Schema {
  const { properties, items, type } = schema;
  const plain: Json = {};
  if (schema.enum) plain.enum = [...new Set([...schema.enum, null])];
  else if (typeof type === 'string')
    plain.type = type === 'object' && !properties ? ['object', 'null'] : [type, 'null'];
  if (items) plain.items = closed(items, also);
  if (properties) {
    plain.type = ['object', 'null'];
    plain.properties = Object.fromEntries([
      ...Object.entries(properties).map(([name, each]) => [name, closed(each, also)]),
      ...also.map((name) => [name, {}]),
    ]);
    plain.additionalProperties = false;
    if (schema.required) plain.required = schema.required;
  }
  return plain as Schema;
}

/** What came out empty, by its path: of an answer in which everything stands, nothing may. */
const empties = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((each) => empties(each, `${path}[]`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => empties(each, `${path}.${key}`));
  return value === undefined || value === '' || value === 'unknown' ? [path] : [];
};

const known = operations();
const standIn = createStandIn({
  companies: [{ name: 'Padaria', document: '10200300000178', sales: 4, bills: 10 }],
  limits: [{ length: 1, most: 1e6 }],
});
const base = await standIn.listen();
const seed = process.env.STAND_IN_SEED ?? String(process.pid);
const luck = chance(seed);
let wrong = 0;
const say = (path: string, problems: readonly string[]) => {
  const unique = [...new Set(problems)];
  wrong += unique.length;
  console.log(
    unique.length === 0 ? `ok     ${path}` : `WRONG  ${path}\n${unique.map((each) => `       ${each}`).join('\n')}`,
  );
};

const standing = standIn.state.companies.values().next().value!;
const { access_token } = standIn.state.issue(standIn.state.connect(standing.id), Date.now());
const ask = async (path: string): Promise<unknown> => {
  const paged = /buscar|centro|categorias|conta-financeira$/.test(path.split('?')[0]!)
    ? `${path}${path.includes('?') ? '&' : '?'}pagina=1&tamanho_pagina=500`
    : path;
  const response = await fetch(base + paged, { headers: { authorization: `Bearer ${access_token}` } });
  if (response.status !== 200) throw new Error(`the stand-in answers ${path} with ${response.status}`);
  return response.json();
};
const idsOf = (list: unknown) => ((list as { itens: { id: string }[] }).itens ?? []).map((each) => each.id);

const entryIds = idsOf(await ask(answers[4]!.ask('')));
const accountIds = idsOf(await ask(answers[2]!.ask('')));
for (const { path, reader, ask: asks } of answers) {
  const operation = known.get(path);
  if (!operation) {
    say(path, ['is in no file of the folder']);
    continue;
  }
  const problems: string[] = [];
  const read = (body: unknown, what: string): unknown => {
    const got = reader.safeParse(body);
    if (!got.success) problems.push(`the reader does not take ${what}: ${oddity(got.error)}`);
    const { unread = 0, items } = (got.data ?? {}) as { unread?: number; items?: unknown };
    if (unread > 0) problems.push(`the reader does not understand an item of ${what}`);
    return items ?? got.data;
  };
  const every = <T>(of: readonly T[]): T => of[0]!;
  read(
    sample(operation.schema, () => false, every),
    'an answer of ids and what is required alone',
  );
  const whole = read(
    sample(operation.schema, () => true, every),
    'an answer with everything',
  );
  problems.push(...empties(whole).map((each) => `of an answer with everything the reader gets nothing for ${each}`));
  for (let i = 0; i < 300; i++)
    read(
      sample(operation.schema, () => luck.often(0.5), luck.pick),
      `an answer by chance (STAND_IN_SEED=${seed})`,
    );

  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
    closed(operation.schema, alsoInProduction[path] ?? []),
  );
  for (const id of path.includes('saldo') ? accountIds : path.includes('parcela') ? entryIds.slice(0, 60) : ['']) {
    if (validate(await ask(asks(id)))) continue;
    for (const { instancePath, message, params } of validate.errors ?? [])
      problems.push(
        `the stand-in at ${instancePath.replace(/\/\d+/g, '/*') || '/'}: ${message} ${JSON.stringify(params)}`,
      );
  }
  say(path, problems);
}
// What is asked: a word that the maker does not know is ignored there, and then everything comes.
standIn.requests.length = 0;
const period = { from: '2026-10-01', to: '2026-10-31' };
const books = openBooks(
  {
    apiUrl: base,
    budget: createBudget({ length: 1, most: 1e6 }),
    fail: (code) => new Error(code),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined } as never,
    timeout: 20_000,
    step: 1,
    random: Math.random,
  },
  { companyId: standing.id, access: async () => access_token },
);
const states = Object.keys(shapes.entryFilters);
const lists = [
  books.moneyAccounts(),
  books.categories(),
  books.costCentres(),
  books.receivables({ due: period, paid: period, accrual: period, states }),
  books.payables({ due: period, paid: period, accrual: period, states }),
];
for (const list of lists) for await (const _ of list) break;
for (const { path, query } of standIn.requests) {
  const { parameters = [] } = known.get(path) ?? {};
  const asked = [...new URLSearchParams(query)];
  const problems = asked.flatMap(([name, value]) => {
    const parameter = parameters.find((each) => each.in === 'query' && each.name === name);
    const allowed = parameter?.schema?.enum ?? parameter?.schema?.items?.enum;
    if (!parameter) return [`${name} is no word of the maker's`];
    return allowed && !allowed.map(String).includes(value) ? [`${name}=${value} is none of ${allowed.join(', ')}`] : [];
  });
  const missing = parameters.filter(
    ({ name, required, in: where }) => required && where === 'query' && !asked.some(([each]) => each === name),
  );
  say(`${path} as it is asked`, [...problems, ...missing.map(({ name }) => `${name} is required`)]);
}
await standIn.stop();
console.log(wrong === 0 ? 'everything is as the maker has it' : `${wrong} differences`);
process.exitCode = wrong === 0 ? 0 : 1;
