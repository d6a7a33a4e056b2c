import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mathMl } from './mathml.ts';

function html(tex: string, isDisplay = false): string {
  const result = mathMl(tex, isDisplay);
  assert.ok(result.ok, tex);
  return result.value;
}

function errorKey(tex: string): string | undefined {
  const result = mathMl(tex, false);
  return result.ok ? undefined : result.error.key;
}

test('PCK-7: a fraction becomes MathML', () => {
  assert.match(html('\\dfrac{s}{t}'), /^<math>.*<mfrac><mi>s<\/mi><mi>t<\/mi><\/mfrac>.*<\/math>$/u);
  assert.match(html('x', true), /^<math display="block"><mi>x<\/mi><\/math>$/u);
});

test('PCK-7: a decimal comma written {,} stays inside of its number', () => {
  assert.match(html('2{,}5'), /<mn>2,5<\/mn>/u);
});

test('PCK-25: no formula brings styles, ids, links or classes that our pages do not draw', () => {
  const formulas = [
    '\\begin{cases} x + y = 5 \\\\ x - y = 1 \\end{cases}',
    '\\begin{aligned} x &= 1 \\\\ &= 2 \\end{aligned}',
    '\\begin{array}{r|l} 1 & 2 \\\\ \\hline 3 & 4 \\end{array}',
    '\\sqrt[3]{x^2} \\le \\vec{a} \\cdot \\overline{AB} \\cancel{x} \\underline{y} \\boxed{z}',
    '\\ce{2H2 + O2 -> 2H2O} \\quad 90^\\circ \\quad \\widehat{ABC} \\triangle ABC \\parallel',
    '\\text{жол} \\; \\mathrm{NaCl} \\; \\sum_{i=1}^n i \\int_0^1 x\\,dx \\bigl( \\Bigr)',
    '|x| \\left( \\frac12 \\right) \\overrightarrow{AB} \\overset{\\frown}{AB} \\underbrace{a}_{n} \\phantom{x}',
  ];
  for (const tex of formulas) {
    const drawn = html(tex, true);
    assert.doesNotMatch(drawn, / style=| id=|href|xmlns|tml-|wbk/u, tex);
    const known =
      /^(ml|mr|boxed|wide-rows|full-size|line-(over|under|top|right|bottom|left)|strike-(up|down|x|out)|tight-(top|right|bottom|left))$/u;
    for (const [, list = ''] of drawn.matchAll(/class="([^"]*)"/gu)) {
      for (const name of list.split(' ')) assert.match(name, known, tex);
    }
  }
});

test('PCK-7: what Chromium does not draw of itself is a class for our own style sheet', () => {
  assert.match(html('\\cancel{12}'), /class="strike-up"/u);
  assert.match(html('\\overline{AB}'), /class="line-over"/u);
  assert.match(html('\\begin{array}{r|l}1&2\\end{array}'), /line-right/u);
  assert.doesNotMatch(html('\\cancel{12}\\overline{AB}'), /menclose/u);
});

test('PCK-7: TeX that cannot be read is an error that says why', () => {
  for (const tex of ['\\frac{1}', '\\nosuchthing', '{', '\\href{http://example.org}{x}']) {
    assert.equal(errorKey(tex), 'formula-unreadable', tex);
  }
});

test('PCK-7: colours and pictures are refused', () => {
  for (const tex of ['\\color{red}{x}', '\\textcolor{red}{x}', '\\colorbox{red}{x}', '\\includegraphics{x.png}']) {
    assert.ok(errorKey(tex), tex);
  }
});

test('PCK-7: what would stand in a wrong place without styles is refused', () => {
  assert.equal(errorKey('\\ce{A + ^{14}_6C}'), 'formula-not-drawn');
  const tagged = mathMl('\\tag{1} x', true);
  assert.ok(!tagged.ok && tagged.error.key === 'formula-not-drawn');
  assert.equal(errorKey('\\prescript{14}{6}{C}'), 'formula-not-drawn');
  assert.equal(errorKey('{}^{14}_{6}\\mathrm{C}'), undefined);
});

test('PCK-7: a macro defined in one formula is unknown in the next', () => {
  mathMl('\\gdef\\foo{x}\\foo', false);
  assert.equal(errorKey('\\foo'), 'formula-unreadable');
});
