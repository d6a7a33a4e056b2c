import type { $ZodType } from 'zod/v4/core';

/** Whether a value is sure to be taken by a schema, and to come out of it as it went in. */
export type AsIs = (value: unknown) => boolean;

type Def = {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly shape?: Readonly<Record<string, $ZodType>>;
  readonly catchall?: unknown;
  readonly coerce?: boolean;
  readonly check?: string;
  readonly format?: string;
  readonly innerType?: $ZodType;
  readonly element?: $ZodType;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly fn?: (value: unknown) => unknown;
};
type Check = {
  readonly check: string;
  readonly format?: string;
  readonly maximum?: number;
  readonly minimum?: number;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly pattern?: RegExp;
};

const unsure: AsIs = () => false;

/**
 * A test that costs a small part of what the schema itself does: millions of records are read in a rebuild, and nearly all
 * are as they should be. Whatever it is not sure of, what it does not know included, it answers with false: then the
 * schema is asked.
 */
export function takesAsIs(schema: $ZodType): AsIs {
  const def = schema._zod.def as unknown as Def;
  const type = testOfType(def);
  const checks = (def.checks ?? []).map(({ _zod }) => testOfCheck(_zod.def));
  if (def.coerce || type === unsure || checks.includes(unsure)) return unsure;
  const [first, second] = checks;
  if (!first) return type;
  if (!second) return (value) => type(value) && first(value);
  return (value) => type(value) && checks.every((check) => check(value));
}

function testOfType(def: Def): AsIs {
  switch (def.type) {
    case 'string':
      return def.check === undefined ? (value) => typeof value === 'string' : unsure;
    case 'number':
      return def.check === 'number_format' && def.format === 'safeint' ? Number.isSafeInteger : unsure;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'unknown':
      return () => true;
    case 'literal':
      return oneOf(def.values ?? []);
    case 'enum':
      return oneOf(Object.values(def.entries ?? {}));
    case 'optional':
      // What is there and undefined is left to the schema.
      return def.innerType ? takesAsIs(def.innerType) : unsure;
    case 'nullable':
      return def.innerType ? orNull(takesAsIs(def.innerType)) : unsure;
    case 'array':
      return def.element ? arrayOf(takesAsIs(def.element)) : unsure;
    case 'object':
      return def.shape && !def.catchall ? objectOf(def.shape) : unsure;
    case 'custom':
      return def.fn ? (value) => def.fn?.(value) === true : unsure;
    default:
      return unsure;
  }
}

function testOfCheck({ check, format, maximum, minimum, value: bound, inclusive, pattern }: Check): AsIs {
  if (check === 'max_length' && maximum !== undefined) return (value) => (value as string).length <= maximum;
  // A sign may be two units: what is long enough by its units is not sure to be.
  if (check === 'min_length' && minimum === 1) return (value) => (value as string).length > 0;
  if (check === 'string_format' && format === 'regex' && pattern && !pattern.global && !pattern.sticky) {
    return (value) => pattern.test(value as string);
  }
  if (check === 'greater_than' && typeof bound === 'number' && inclusive) return (value) => (value as number) >= bound;
  if (check === 'less_than' && typeof bound === 'number' && inclusive) return (value) => (value as number) <= bound;
  return unsure;
}

function oneOf(values: readonly unknown[]): AsIs {
  const known = new Set(values);
  return (value) => typeof value === 'string' && known.has(value);
}

function orNull(test: AsIs): AsIs {
  return test === unsure ? unsure : (value) => value === null || test(value);
}

function arrayOf(test: AsIs): AsIs {
  return test === unsure ? unsure : (value) => Array.isArray(value) && value.every(test);
}

/** No key but those of the schema, and in its order: that is how the schema gives them. */
function objectOf(shape: Readonly<Record<string, $ZodType>>): AsIs {
  const fields = Object.entries(shape).map(([key, schema]) => {
    return { key, test: takesAsIs(schema), isOptional: schema._zod.def.type === 'optional' };
  });
  if (fields.some(({ test, key, isOptional }) => (test === unsure && !isOptional) || key === '__proto__'))
    return unsure;
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const given = value as Readonly<Record<string, unknown>>;
    let n = 0;
    for (const key in given) {
      while (fields[n]?.key !== key) {
        if (!fields[n]?.isOptional) return false;
        n++;
      }
      const field = fields[n++];
      const item = given[key];
      if (item === undefined || !field?.test(item)) return false;
    }
    for (; n < fields.length; n++) if (!fields[n]?.isOptional) return false;
    return true;
  };
}
