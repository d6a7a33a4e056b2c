import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { plainStem } from './bank-say.ts';

test('BNK-27: a list shows stems without the marks of Markdown and TeX', () => {
  equal(plainStem('Шелпекке $\\dfrac{3}{4}$ кг, $0{,}4$ **м** ![сурет](a.svg)'), 'Шелпекке 3/4 кг, 0,4 м [сурет]');
  equal(plainStem('$(x - 6) \\cdot 4 = 28$, $2 + 2 \\le \\sqrt{9}$'), '(x - 6) ·4 = 28, 2 + 2 ≤√(9)');
});
