import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { printTree, type PrintNode } from './tree.ts';

const textIn = (nodes: readonly PrintNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : textIn(node.c))).join('');

describe('faces on paper', () => {
  it('ASM-30: a face is a tree of data: elements, attributes, text, whatever is not closed or does not fit', () => {
    const tree = printTree('<p>Сан &lt; <strong>5</strong></p><figure><img data-media="a.svg" width="9"></figure>');
    assert.deepEqual(tree, [
      { t: 'p', a: {}, c: ['Сан < ', { t: 'strong', a: {}, c: ['5'] }] },
      { t: 'figure', a: {}, c: [{ t: 'img', a: { 'data-media': 'a.svg', width: '9' }, c: [] }] },
    ]);
    assert.deepEqual(printTree('</p><p>a'), [{ t: 'p', a: {}, c: ['a'] }]);
    assert.equal(textIn(printTree('#eval("x") $1 &#x41;&amp;')), '#eval("x") $1 A&');
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => textIn(printTree(text)).length <= text.length),
      { numRuns: 50 },
    );
  });
});
