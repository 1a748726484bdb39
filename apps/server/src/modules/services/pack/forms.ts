import Type, { type Static } from 'typebox';
import { type Pack, readJson } from '#platform/pack-file.ts';
import type { FactType, FormField, ServiceForm, Source } from './service-pack.ts';

export const formFile = (item: string) => `services/forms/${item}.json`;

const property = Type.Object({
  type: Type.Union((['string', 'number', 'integer', 'boolean', 'array', 'object'] as const).map((name) => Type.Literal(name))),
  title: Type.String({ minLength: 1, maxLength: 40 }),
  'x-title-en': Type.String({ minLength: 1, maxLength: 80 }),
  format: Type.Optional(Type.String()),
  readOnly: Type.Optional(Type.Boolean()),
  'x-source': Type.Optional(Type.Object({ source: Type.String(), field: Type.String() }, { additionalProperties: false })),
});

const shape = Type.Object({
  $schema: Type.Literal('https://json-schema.org/draft/2020-12/schema'),
  $id: Type.String(),
  title: Type.String({ minLength: 1, maxLength: 60 }),
  'x-title-en': Type.String({ minLength: 1, maxLength: 120 }),
  type: Type.Literal('object'),
  properties: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$' }), property),
  required: Type.Array(Type.String()),
  additionalProperties: Type.Literal(false),
});

type Property = Static<typeof property>;

const factTypes: Record<Property['type'], FactType | null> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: null,
  object: null,
};

const factTypeOf = ({ type, format }: Property): FactType | null => (type === 'string' && format === 'date' ? 'date' : factTypes[type]);

/** Reads the form of an item, JSON Schema 2020-12; null when it has none. A field that a source holds has the type that the source gives. */
export function readForm(pack: Pack, item: string, sources: readonly Source[]): ServiceForm | null {
  const file = formFile(item);
  if (!pack.texts.has(file)) return null;
  const schema = readJson(pack, file, shape);
  if (schema === undefined) return null;
  const fault = (column: string, reason: string) => void pack.problems.push({ file, column, reason });
  for (const name of schema.required) if (!Object.hasOwn(schema.properties, name)) fault('required', `there is no field "${name}"`);
  const fields = Object.entries(schema.properties).map(([name, one]): FormField => {
    const from = one['x-source'];
    const type = factTypeOf(one);
    const held = sources.find(({ id }) => id === from?.source);
    if (from !== undefined) checkSource(fault, name, type, from, held);
    if (held !== undefined) checkSubject(fault, name, held, schema.properties);
    if (one.readOnly === true && from === undefined) fault(`properties.${name}`, 'what is never asked needs a source');
    if (one.readOnly === true && schema.required.includes(name)) fault('required', `"${name}" is never asked, so it cannot be required`);
    return {
      name,
      title: one.title,
      titleEn: one['x-title-en'],
      type,
      source: from ?? null,
      readOnly: one.readOnly === true,
      required: schema.required.includes(name),
    };
  });
  return { schema, fields };
}

type Fault = (column: string, reason: string) => void;

function checkSource(fault: Fault, name: string, type: FactType | null, from: { source: string; field: string }, held?: Source): void {
  const given = held?.fields.get(from.field);
  const at = `properties.${name}.x-source`;
  if (held === undefined) fault(at, `there is no source "${from.source}"`);
  else if (given === undefined) fault(at, `the source "${from.source}" has no field "${from.field}"`);
  else if (given !== type) fault(at, `"${from.field}" is a ${given} there, not a ${type ?? 'list'}`);
}

/** A register of firms or addresses is asked about the one that the form names. */
function checkSubject(fault: Fault, name: string, { id, askedBy }: Source, properties: Readonly<Record<string, unknown>>): void {
  if (askedBy.length > 0 && !askedBy.some((field) => Object.hasOwn(properties, field)))
    fault(`properties.${name}.x-source`, `the source "${id}" is asked by ${askedBy.join(' or ')}, which the form does not have`);
}
