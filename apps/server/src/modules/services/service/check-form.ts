import type { Plain } from '@banyan/decision-tables';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Item } from '../pack/service-pack.ts';

const ajv = formats.default(new Ajv2020({ allErrors: true, strict: false, useDefaults: false, coerceTypes: false }));
const compiled = new WeakMap<object, ValidateFunction>();

/** A lack of an application: a question not answered, a field missing or wrong, a material not given. */
export type Lack = { readonly kind: 'question' | 'field' | 'material'; readonly id: string; readonly problem: string };

function validatorOf(schema: object): ValidateFunction {
  let validate = compiled.get(schema);
  if (!validate) {
    // Without its name: two applications of the same form are no two schemas.
    validate = ajv.compile({ ...schema, $id: undefined });
    compiled.set(schema, validate);
  }
  return validate;
}

/** What is wrong with the values of a form by its JSON Schema; every fault at once (行政许可法 第三十二条). */
export function lacksOfForm(item: Item, values: Readonly<Record<string, Plain>>): Lack[] {
  if (!item.form) return Object.keys(values).map((id) => ({ kind: 'field', id, problem: 'unknown' }));
  const validate = validatorOf(item.form.schema);
  if (validate(values)) return [];
  return (validate.errors ?? []).map(({ keyword, instancePath, params }): Lack => {
    const named = params.missingProperty ?? params.additionalProperty;
    const id = typeof named === 'string' ? named : instancePath.slice(1).split('/')[0] || 'form';
    return { kind: 'field', id, problem: keyword === 'required' ? 'missing' : keyword === 'additionalProperties' ? 'unknown' : keyword };
  });
}
