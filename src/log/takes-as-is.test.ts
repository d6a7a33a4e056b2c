import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod/mini';
import { bytes } from '#kernel/schema.ts';
import { takesAsIs } from './takes-as-is.ts';

const text = z.string().check(z.minLength(1), z.maxLength(3));
const inner = z.object({ a: text, b: z.optional(z.int()) });
const outer = z.object({
  code: z.string().check(z.regex(/^[ab]+$/)),
  n: z.int().check(z.minimum(0), z.maximum(5)),
  kind: z.enum(['x', 'y']),
  one: z.literal('z'),
  maybe: z.optional(z.boolean()),
  none: z.nullable(text),
  list: z.array(inner).check(z.maxLength(2)),
  any: z.optional(z.unknown()),
  seal: z.optional(bytes),
});

const word = fc.constantFrom('', 'a', 'ab', 'abc', '𝒂', '𝒂𝒂𝒂𝒂', 'x', 'y', 'z', 'abcd');
const number = fc.constantFrom(-1, 0, 1, 5, 6, 0.5, Number.NaN, 2 ** 53);
const scalar = fc.oneof(word, number, fc.boolean(), fc.constant(null), fc.constant(undefined));
const innerValue = fc.oneof(
  { weight: 4, arbitrary: fc.record({ a: word, b: fc.oneof(number, scalar) }, { requiredKeys: ['a'] }) },
  fc.record({ b: number, a: word, more: scalar }, { requiredKeys: [] }),
  scalar,
);
const outerValue = fc.record(
  {
    code: fc.oneof({ weight: 15, arbitrary: fc.constant('ab') }, scalar),
    n: fc.oneof({ weight: 15, arbitrary: fc.constant(3) }, number),
    kind: fc.oneof({ weight: 15, arbitrary: fc.constant('x') }, scalar),
    one: fc.oneof({ weight: 15, arbitrary: fc.constant('z') }, scalar),
    maybe: fc.oneof({ weight: 15, arbitrary: fc.boolean() }, scalar),
    none: fc.oneof({ weight: 15, arbitrary: fc.constantFrom(null, 'ab') }, scalar),
    list: fc.oneof({ weight: 15, arbitrary: fc.array(innerValue, { maxLength: 3 }) }, scalar),
    any: scalar,
    seal: fc.oneof(fc.constant(Uint8Array.of(1)), scalar),
    more: fc.constant(1),
  },
  { requiredKeys: ['code', 'n', 'kind', 'one', 'none', 'list'] },
);

it('LOG-10: what a schema is said to take as it is comes out of it as it went in', () => {
  const isAsIs = takesAsIs(outer);
  let sure = 0;
  fc.assert(
    fc.property(outerValue, (value) => {
      if (!isAsIs(value)) return;
      sure++;
      const parsed = z.core.safeParse(outer, value);
      assert.ok(parsed.success);
      assert.equal(JSON.stringify(parsed.data), JSON.stringify(value));
    }),
    { numRuns: 4000 },
  );
  assert.ok(sure > 50, `sure of ${sure} only`);
});

it('LOG-10: what it does not know is left to the schema', () => {
  const value = { person: 'abc', sealed: Uint8Array.of(1) };
  for (const schema of [
    z.pipe(z.string(), z.transform(String)),
    z.number(),
    z.union([z.string(), z.int()]),
    z.looseObject({ a: text }),
  ]) {
    for (const each of ['abc', 1, value, value.sealed]) assert.equal(takesAsIs(schema)(each), false);
  }
});
