import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanSvg } from './svg.ts';

const open = '<svg viewBox="0 0 40 30" xmlns="http://www.w3.org/2000/svg">';

function errors(source: string): readonly string[] {
  const found: string[] = [];
  const clean = cleanSvg(source, (key, line) => found.push(`${line} ${key}`));
  assert.equal(clean === undefined, found.length > 0, 'refused only with an error');
  return found;
}

function cleaned(source: string): string {
  const clean = cleanSvg(source, (key, line, values) => assert.fail(`${line} ${key} ${JSON.stringify(values)}`));
  assert.ok(clean);
  return clean.text;
}

test('LIB-5: a picture that draws comes through, with its size', () => {
  const source = `${open}<style>.a{fill:url(#g)}</style><g class='a'><text x="1">Ә <tspan>б</tspan> в</text></g></svg>`;
  assert.equal(cleaned(source), `${source.replaceAll("'", '"')}\n`);
  assert.deepEqual(cleanSvg(source, () => undefined)?.size, { width: 40, height: 30 });
});

test('LIB-5: comments, declarations and what editors leave are taken out', () => {
  const source = `<?xml version="1.0"?>\n<!-- made by hand -->\n${open}
    <metadata><rdf:RDF><g/></rdf:RDF></metadata><sodipodi:namedview a="1"/>
    <path inkscape:label="x" d="M0 0"/>
  </svg>`;
  assert.equal(cleaned(source), `${open}<path d="M0 0"/></svg>\n`);
});

test('LIB-5: line ends do not change the result', () => {
  const source = `${open}\n<text>a\nb</text>\n</svg>\n`;
  assert.equal(cleaned(source.replaceAll('\n', '\r\n')), cleaned(source));
});

const refused: readonly (readonly [string, string, string])[] = [
  ['a script', '<script>alert(1)</script>', 'svg-element'],
  ['foreign content', '<foreignObject><p/></foreignObject>', 'svg-element'],
  ['an event handler', '<path onclick="x()" d=""/>', 'svg-handler'],
  ['an event handler in capitals', '<path OnLoad="x()" d=""/>', 'svg-handler'],
  ['a link', '<a href="#x"><path/></a>', 'svg-element'],
  ['movement', '<path><animate attributeName="x"/></path>', 'svg-element'],
  ['an embedded picture', '<image href="data:image/png;base64,AA=="/>', 'svg-element'],
  ['use of another file', '<use href="other.svg#a"/>', 'svg-outside'],
  ['use of another file the old way', '<use xlink:href="http://example.org/#a"/>', 'svg-outside'],
  ['a fill from outside', '<path fill="url(http://example.org/a#b)"/>', 'svg-outside'],
  ['a fill hidden behind entities', '<path fill="&#117;rl(//example.org)"/>', 'svg-outside'],
  ['a style that loads', '<style>@import "a.css";</style>', 'svg-style'],
  ['a style with escapes', '<style>a{fill:\\75rl(x)}</style>', 'svg-style'],
  ['a style from outside', '<style>a{fill:url(x)}</style>', 'svg-outside'],
  ['a script address', '<use href="javascript:x"/>', 'svg-outside'],
  ['a picture within', '<svg viewBox="0 0 1 1"/>', 'svg-root'],
  ['an unknown entity', '<text>a&nbsp;b</text>', 'svg-tag-form'],
  ['an attribute without quotes', '<path d=x/>', 'svg-tag-form'],
  ['a lone angle bracket', '<text>1 < 2</text>', 'svg-tag-form'],
  ['CDATA', '<style><![CDATA[a{}]]></style>', 'svg-declaration'],
  ['tags crossed', '<g><text></g></text>', 'svg-tags'],
];

for (const [title, content, key] of refused) {
  test(`LIB-5: refuses ${title}, with its line`, () => {
    assert.ok(errors(`${open}\n\n${content}\n</svg>`).includes(`3 ${key}`));
  });
}

test('LIB-5: refuses an entity declaration, a picture without viewBox, and one that is not closed', () => {
  assert.ok(errors(`<!DOCTYPE svg [<!ENTITY a "b">]>\n${open}</svg>`).includes('1 svg-declaration'));
  assert.deepEqual(errors('<svg width="1" height="1"></svg>'), ['1 svg-size']);
  assert.deepEqual(errors(`${open}<g>\n`), ['2 svg-tags']);
  assert.ok(errors('<html></html>').includes('1 svg-root'));
  assert.deepEqual(errors(''), ['1 svg-size']);
});

test('LIB-5: whatever is put together, what comes through only draws, and cleaning it again changes nothing', () => {
  const pieces = [
    ...refused.map(([, content]) => content),
    '<g>',
    '</g>',
    '<path d="M0 0"/>',
    '<text>a &amp; b</text>',
    '<metadata>',
    '</metadata>',
    '<x:y>',
    '</x:y>',
    '<rect x:on="1" fill=\'url(#a)\'/>',
    '<style>a{}</style>',
    '<!-- -->',
    '<!--',
    '-->',
    '"',
    '>',
    ' ',
    '\n',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 6 }), (parts) => {
      const clean = cleanSvg(`${open}${parts.join('')}</svg>`, () => undefined);
      if (!clean) return;
      assert.doesNotMatch(
        clean.text,
        /<(script|foreignObject|a|image|animate)\b|\son\w+=|href="(?!#)|url\((?!#)|import|<!/iu,
      );
      assert.equal(cleanSvg(clean.text, () => assert.fail())?.text, clean.text);
    }),
    { numRuns: 2000 },
  );
});
