import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { aPicture } from '../testing.ts';
import { readPackage, type FoundPackage } from './import-package.ts';

const defaults = {
  subject: 'physics',
  objective: '7.2.2.11',
  grade: 7,
  level: 'B',
  seconds: 60,
  prefix: 'qti',
} as const;

/** A package of one item in the way of other programs; `more` are further files. */
function aPackage(item: string, more: Record<string, Uint8Array> = {}, type = 'imsqti_item_xmlv2p1'): Uint8Array {
  const manifest = `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations/><resources>
    <resource identifier="one" type="${type}" href="items/one.xml"><file href="items/one.xml"/></resource></resources></manifest>`;
  return zipSync({ 'imsmanifest.xml': strToU8(manifest), 'items/one.xml': strToU8(item), ...more });
}

const key = (right: string) => `<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
  <correctResponse><value>${right}</value></correctResponse></responseDeclaration>`;
const choices = `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1" shuffle="true"><prompt>Қайсысы?</prompt>
  <simpleChoice identifier="A">су</simpleChoice><simpleChoice identifier="B">мұз</simpleChoice></choiceInteraction>`;

function anItemFile(body: string, { right = 'A', declarations = key(right), end = '' } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
    <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="Choice 1" title="Су" adaptive="false" timeDependent="false" xml:lang="kk">
    ${declarations}<itemBody>${body}</itemBody>${end}</assessmentItem>`;
}

const keysOf = ({ errors, items }: FoundPackage): readonly string[] =>
  [...errors, ...items.flatMap((item) => item.errors)].map(({ key }) => key);

test('BNK-41: a choice as other programs write it becomes a draft, and is named as being in one language', async () => {
  const found = await readPackage(aPackage(anItemFile(choices)), defaults);
  deepEqual(keysOf(found), []);
  const [item] = found.items;
  equal(item?.id, 'qti-choice-1');
  deepEqual(item?.item?.source.parts, [{ kind: 'single', stem: 'Қайсысы?', options: ['су', 'мұз'], right: 0 }]);
  deepEqual(
    item?.notes.map(({ key }) => key),
    ['qti-one-language', 'qti-no-why'],
  );
});

test('BNK-41: QTI 3 is read by the same rules: a number with tolerance and a formula without TeX', async () => {
  const item = `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="n" title="n" adaptive="false" time-dependent="false" xml:lang="ru">
    <qti-response-declaration identifier="R" cardinality="single" base-type="float"><qti-correct-response><qti-value>2.5</qti-value></qti-correct-response></qti-response-declaration>
    <qti-item-body><p>Найдите <math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mn>5</mn><mn>2</mn></mfrac></math>: <qti-text-entry-interaction response-identifier="R"/></p></qti-item-body>
    <qti-response-processing><qti-response-condition><qti-response-if><qti-equal tolerance-mode="absolute" tolerance="0.1 0.1"><qti-variable identifier="R"/><qti-correct identifier="R"/></qti-equal>
    <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value></qti-response-if></qti-response-condition></qti-response-processing></qti-assessment-item>`;
  const found = await readPackage(aPackage(item, {}, 'imsqti_item_xmlv3p0'), defaults);
  deepEqual(keysOf(found), []);
  deepEqual(found.items[0]?.item?.source.parts, [
    { kind: 'number', stem: 'Найдите $\\frac{5}{2}$:', right: '2,5', tolerance: '0,1' },
  ]);
});

test('BNK-41: what we have not is named, item by item', async () => {
  const extended = anItemFile('<extendedTextInteraction responseIdentifier="RESPONSE"/>');
  const found = await readPackage(aPackage(extended), defaults);
  deepEqual(found.items[0]?.errors, [
    { key: 'qti-interaction', file: 'items/one.xml', values: { name: 'extendedTextInteraction' } },
  ]);
  const test =
    '<manifest><resources><resource identifier="t" type="imsqti_test_xmlv2p1" href="t.xml"/></resources></manifest>';
  const none = await readPackage(zipSync({ 'imsmanifest.xml': strToU8(test) }), defaults);
  deepEqual([...none.notes.map(({ key }) => key), ...keysOf(none)], ['qti-ignored', 'qti-no-items']);
});

const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
const external = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>';
const hostile: readonly (readonly [string, Uint8Array, string])[] = [
  ['an entity that names a file', aPackage(external + anItemFile('<p>&file;</p>').slice(38)), 'xml-doctype'],
  ['entities that swell', aPackage(bomb + anItemFile('<p>&b;</p>').slice(38)), 'xml-doctype'],
  ['a manifest with a document type', zipSync({ 'imsmanifest.xml': strToU8(`${bomb}<manifest/>`) }), 'xml-doctype'],
  ['an entity that nobody declared', aPackage(anItemFile('<p>&file;</p>')), 'xml-broken'],
  ['elements a thousand deep', aPackage(anItemFile(`${'<div>'.repeat(1000)}${'</div>'.repeat(1000)}`)), 'xml-large'],
  ['a file of three megabytes', aPackage(anItemFile('<p>a</p>'.repeat(400_000))), 'xml-large'],
  ['a broken file', aPackage('<assessmentItem><itemBody></assessmentItem>'), 'xml-broken'],
  ['another encoding', aPackage(anItemFile(choices).replace('UTF-8', 'UTF-16')), 'xml-encoding'],
  ['a script', aPackage(anItemFile(`<p>a<script>x()</script></p>${choices}`)), 'qti-active'],
  ['a handler', aPackage(anItemFile(choices.replace('<prompt>', '<prompt onclick="x()">'))), 'qti-active'],
  ['a frame', aPackage(anItemFile(`<iframe src="http://a.example/"/>${choices}`)), 'qti-active'],
  [
    'a style sheet in an item',
    aPackage(anItemFile(`<style>*{background:url(http://a.example)}</style>${choices}`)),
    'qti-active',
  ],
  [
    'a style that fetches',
    aPackage(anItemFile(choices.replace('<prompt>', '<prompt style="background:url(http://a.example)">'))),
    'qti-active',
  ],
  ['an address that runs', aPackage(anItemFile(`<p><a href=" javascript:x()">a</a></p>${choices}`)), 'qti-active'],
  [
    'a picture elsewhere',
    aPackage(anItemFile(`<p><img src="http://a.example/a.png" alt="a"/></p>${choices}`)),
    'qti-outside',
  ],
  [
    'a picture above the package',
    aPackage(anItemFile(`<p><img src="../../a.png" alt="a"/></p>${choices}`)),
    'qti-outside',
  ],
  ['a picture that is not there', aPackage(anItemFile(`<p><img src="a.png" alt="a"/></p>${choices}`)), 'media-missing'],
  [
    'a program called a picture',
    aPackage(anItemFile(`<p><img src="a.png" alt="a"/></p>${choices}`), { 'items/a.png': strToU8('MZ program') }),
    'media',
  ],
  [
    'a picture with a script',
    aPackage(anItemFile(`<p><img src="a.svg" alt="a"/></p>${choices}`), {
      'items/a.svg': strToU8(aPicture.replace('<path', '<script>x()</script><path')),
    }),
    'media',
  ],
  ['a key that is no choice', aPackage(anItemFile(choices, { right: 'C' })), 'qti-key-unknown'],
  ['no key', aPackage(anItemFile(choices, { declarations: '' })), 'qti-no-key'],
  [
    'an item file that lies elsewhere',
    zipSync({
      'imsmanifest.xml': strToU8(
        '<manifest><resources><resource identifier="a" type="imsqti_item_xmlv2p2" href="../a.xml"/></resources></manifest>',
      ),
    }),
    'qti-file-missing',
  ],
  ['no manifest', zipSync({ 'one.xml': strToU8(anItemFile(choices)) }), 'qti-no-manifest'],
  ['a path outside', zipSync({ '../imsmanifest.xml': strToU8('<manifest/>') }), 'zip-path'],
  ['no archive', strToU8('PK but not really'), 'zip-broken'],
];

for (const [name, bytes, expected] of hostile) {
  test(`BNK-42: ${name} is refused: ${expected}`, async () => {
    const found = await readPackage(bytes, defaults);
    ok(keysOf(found).includes(expected as never), keysOf(found).join(', '));
    equal(found.items.filter(({ item }) => item !== undefined).length, 0);
  });
}

test('BNK-42: an archive that swells is refused before it is unpacked', async () => {
  const bytes = zipSync(
    {
      'imsmanifest.xml': strToU8('<manifest/>'),
      a: new Uint8Array(40 * 1024 * 1024),
      b: new Uint8Array(40 * 1024 * 1024),
    },
    { level: 9 },
  );
  ok(bytes.length < 200_000);
  deepEqual(keysOf(await readPackage(bytes, defaults)), ['zip-large']);
  const many = Object.fromEntries(Array.from({ length: 3001 }, (_, n) => [`f${n}`, new Uint8Array()]));
  deepEqual(keysOf(await readPackage(zipSync(many), defaults)), ['zip-many']);
});

test('BNK-42: Markdown in texts of others stays text', async () => {
  const found = await readPackage(
    aPackage(anItemFile(choices.replace('Қайсысы?', '# $5 &lt;b&gt; *a* [b](c) ![d](e) `f`'))),
    defaults,
  );
  deepEqual(keysOf(found), []);
  equal(found.items[0]?.item?.source.parts[0]?.stem, '\\# \\$5 \\<b> \\*a\\* \\[b\\](c) !\\[d\\](e) \\`f\\`');
});
