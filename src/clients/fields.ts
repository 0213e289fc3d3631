import type { Client as Row } from '../data/generated/sqlite/client.ts';
import type { Words } from '../kit/words.ts';
import { account, connection } from './fields/account.ts';
import type { ClientField, Column, FilePart, FilterPart, Housekeeping } from './fields/field.ts';
import { identity } from './fields/identity.ts';
import { licence } from './fields/licence.ts';
import { office } from './fields/office.ts';

/**
 * THE table: a client's fields, each with all there is to say of it. Filters and their forms, what is told and looked up, the card, the
 * forms to edit, the columns of files and what the rights table does are derived from here. The order is that of an export.
 */
export const fields = { ...identity, ...connection, ...licence, ...account, ...office } as const satisfies Record<
  string,
  ClientField
>;

export type FieldName = keyof typeof fields;
export const fieldNames = Object.keys(fields) as FieldName[];

/** A field as its type says it, whichever it is. */
export const fieldOf = (name: FieldName): ClientField => fields[name];
export const labelOf = (w: Words, name: FieldName): string => fieldOf(name).words(w).label;

/** The fields for which a part is there. */
export type Having<P extends keyof ClientField> = {
  [N in FieldName]: (typeof fields)[N][P] extends false ? never : N;
}[FieldName];
const having = <P extends keyof ClientField>(part: P) =>
  fieldNames.filter((name) => fieldOf(name)[part] !== false) as Having<P>[];

/** Where fields are stored. */
export type StoredColumn = Exclude<(typeof fields)[FieldName]['column'], false>;
export const storedColumns = having('column').map((name) => fields[name].column) as StoredColumn[];

/** A column of a client's row that is no field's does not compile. @public */
export const unspoken: Record<Exclude<keyof Row, StoredColumn | Housekeeping>, never> = {};

/** What a file of a portfolio can hold, in the order of an export. */
export type FileColumn = Having<'file'>;
export const fileColumns = having('file');
/** Those of them that the import reads as the table says, without knowing them. */
export type PlainColumn = {
  [N in FileColumn]: (typeof fields)[N]['file'] extends { header: object } ? N : never;
}[FileColumn];
export const plainParts = Object.fromEntries(
  fileColumns.flatMap((name) => {
    const { file } = fieldOf(name);
    return file !== false && file.header ? [[name, { max: 200, ...file }]] : [];
  }),
) as Readonly<Record<string, FilePart & Required<Pick<FilePart, 'header' | 'max'>>>>;
export const plainColumns = Object.keys(plainParts) as PlainColumn[];

/** What the key of words is made of, that the filter by name looks into. */
export type Searched = { [N in FieldName]: (typeof fields)[N]['search'] extends true ? N : never }[FieldName];

/** What is filled in by hand, in the order of the forms. */
export type EditName = Having<'edit'>;
export const editNames = (form: 'details' | 'contact'): EditName[] =>
  having('edit').filter((name) => fields[name].edit.form === form);

type Parts = {
  [N in FieldName]: (typeof fields)[N]['filter'] extends infer P extends FilterPart ? P : never;
}[FieldName];
export type FilterKey = Parts['key'];
export type PartOf<K extends FilterKey> = Extract<Parts, { key: K }>;
/** What of a field stands in a filter: a text, yes or no, or any of several values. */
export type FilterValue<K extends FilterKey> =
  PartOf<K> extends { by: 'words' }
    ? string
    : PartOf<K> extends { by: 'flag' }
      ? 'yes' | 'no'
      : PartOf<K> extends { values: readonly (infer V extends string)[] }
        ? V[]
        : string[];

type Ordered = {
  [N in FieldName]: (typeof fields)[N]['order'] extends { key: infer K extends string } ? K : never;
}[FieldName];

/** Every filter by its key, in the order in which they are told. */
export const filterParts = Object.fromEntries(
  fieldNames.flatMap((name) => {
    const { filter } = fieldOf(name);
    return filter ? [[filter.key, filter]] : [];
  }),
) as { [K in FilterKey]: FilterPart & { key: K } };
export const filterKeys = Object.keys(filterParts) as FilterKey[];

const orderColumns = Object.fromEntries(
  fieldNames.flatMap((name) => {
    const { order } = fieldOf(name);
    return order ? [[order.key, order.column]] : [];
  }),
) as Record<Ordered, Column>;

const upwards = Object.keys(orderColumns) as [Ordered, ...Ordered[]];
/** What a list can be ordered by; with a minus the other way round. By urgency it is walked in parts (src/clients/reads/listing.ts). */
export const orders = ['urgency', ...upwards, ...upwards.map((order): `-${Ordered}` => `-${order}`)] as [
  'urgency',
  ...Order[],
];
export type Order = 'urgency' | Ordered | `-${Ordered}`;

/** The column that a list is walked along, and which way; what takes the whole list by urgency takes it by name. */
export const orderOf = (order: Order = 'name'): { column: Column; down: boolean } => {
  if (order === 'urgency') return { column: orderColumns.name, down: false };
  const down = order.startsWith('-');
  return { column: orderColumns[(down ? order.slice(1) : order) as Ordered], down };
};
