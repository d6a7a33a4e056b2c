import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Window } from 'happy-dom';
import { lineOf } from './formula-text.ts';

function line(html: string): string {
  const { document } = new Window();
  document.body.innerHTML = html;
  return lineOf(document.body as unknown as Parameters<typeof lineOf>[0]);
}

it('reads a formula in one line', () => {
  assert.equal(line('<math><mfrac><mn>5</mn><mn>9</mn></mfrac></math>'), '5/9');
  assert.equal(line('<math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mn>1</mn></math>'), 'x^2+1');
  assert.equal(line('<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>'), '(a+b)/2');
  assert.equal(line('<math><msqrt><mi>x</mi><mo>−</mo><mn>1</mn></msqrt></math>'), '√(x−1)');
  assert.equal(line('<math><msubsup><mi>v</mi><mn>0</mn><mn>2</mn></msubsup></math>'), 'v_0^2');
});

it('keeps the words around a formula', () => {
  assert.equal(line('жолдың <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> бөлігі'), 'жолдың 1/2 бөлігі');
});
