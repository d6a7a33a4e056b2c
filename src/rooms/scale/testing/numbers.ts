import assert from 'node:assert/strict';
import { answersOf, type Answers, type Responses } from '../model/responses.ts';
import type { Result } from '#kernel/result.ts';

/** The value of a result that must be one. */
export function valueOf<T>(result: Result<T, unknown>): T {
  assert.ok(result.ok, `refused: ${JSON.stringify(result)}`);
  return result.value;
}

export function answers(of: Responses): Answers {
  return valueOf(answersOf(of, 'left-out'));
}

/** Fails where a number is further than `within` from what was published. */
export function near(found: ArrayLike<number>, published: ArrayLike<number>, within: number, what = ''): void {
  assert.equal(found.length, published.length, what);
  for (let n = 0; n < found.length; n++) {
    const [is, said] = [found[n]!, published[n]!];
    assert.ok(Math.abs(is - said) <= within, `${what} [${n}]: ${is}, published ${said}, within ${within}`);
  }
}
