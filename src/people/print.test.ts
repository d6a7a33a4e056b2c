import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import { PrintFailed, renderPdf } from '#http/print.ts';
import { aNode, anAdult, aPupil, signIn, type Call } from './testing.ts';

const kazakhLetters = 'ӘҒҚҢӨҰҮҺІәғқңөұүһі';

/** The code points that a font of a PDF says it shows: from its ToUnicode tables, unpacked. */
function lettersIn(pdf: Uint8Array): Set<string> {
  const bytes = Buffer.from(pdf);
  const letters = new Set<string>();
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const end = bytes.indexOf('endstream', at);
    const text = unpacked(bytes.subarray(at + 7, end));
    if (!text.includes('begincmap')) continue;
    for (const [, hex = ''] of text.matchAll(/^<[0-9A-F]+> <([0-9A-F]{4,})>$/gim)) {
      for (let n = 0; n < hex.length; n += 4)
        letters.add(String.fromCharCode(Number.parseInt(hex.slice(n, n + 4), 16)));
    }
  }
  return letters;
}

function unpacked(stream: Buffer): string {
  try {
    return inflateSync(stream).toString('latin1');
  } catch {
    return '';
  }
}

/** The characters that a TrueType font has a glyph for, by its `cmap` of format 4. */
function glyphsOf(font: Buffer): (code: number) => boolean {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, n) => 12 + n * 16);
  const cmap = font.readUInt32BE((tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap') ?? 0) + 8);
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, n) => cmap + font.readUInt32BE(cmap + 8 + n * 8),
  );
  const at = subtables.find((each) => font.readUInt16BE(each) === 4) as number;
  const segments = font.readUInt16BE(at + 6) / 2;
  return (code) => {
    for (let n = 0; n < segments; n++) {
      const end = font.readUInt16BE(at + 14 + n * 2);
      const start = font.readUInt16BE(at + 16 + segments * 2 + n * 2);
      if (code <= end) return code >= start;
    }
    return false;
  };
}

async function atSchool(test: (ask: Call) => Promise<void>, isInvented = true): Promise<void> {
  const node = await aNode('n1', { school: 's1', isInvented });
  try {
    await anAdult(node.house, 'head', ['head']);
    const token = await signIn(node.call, 'head');
    const names = ['Әлия', 'Ғани', 'Қуаныш', 'Өмір', 'Ұлан', 'Үміт', 'Інжу'];
    for (const [n, given] of names.entries())
      await aPupil(node.house, { family: 'Һ-Сыңсыбай', given }, 5, { birth: `2014-03-1${n}` });
    await aPupil(node.house, { family: 'Ким', given: 'Аня' }, 2);
    await test((method, path, options = {}) => node.call(method, path, { token, ...options }));
  } finally {
    await node.close();
  }
}

const papers = ['class-list', 'cards', 'consents'].flatMap((paper) =>
  ['kk', 'ru', 'en'].map((lang) => [paper, lang] as const),
);

describe('prints', () => {
  it('PPL-38: the fonts have every Kazakh letter, and the papers embed them', async () => {
    for (const weight of ['400Regular', '700Bold']) {
      const path = createRequire(import.meta.url).resolve(
        `@expo-google-fonts/noto-sans/${weight}/NotoSans_${weight}.ttf`,
      );
      const hasGlyph = glyphsOf(readFileSync(path));
      for (const letter of kazakhLetters) assert.ok(hasGlyph(letter.charCodeAt(0)), `${weight} ${letter}`);
      assert.equal(hasGlyph('字'.charCodeAt(0)), false, 'the test can tell a letter that is missing');
    }
    const pdf = await renderPdf('#set text(font: "Noto Sans", fallback: false)\n#json(bytes(sys.inputs.data)).text', {
      text: kazakhLetters,
    });
    const letters = lettersIn(pdf);
    for (const letter of kazakhLetters) assert.ok(letters.has(letter), letter);
    assert.match(Buffer.from(pdf).toString('latin1'), /FontFile2/);
  });

  it('PPL-37: every paper of a sample school says that its data are invented, a real school’s does not', async () => {
    await atSchool(async (ask) => {
      for (const [paper, lang] of papers) {
        const { status, bytes, headers } = await ask('GET', `/print/${paper}?class=5&lang=${lang}`);
        assert.deepEqual([status, headers.get('content-type')], [200, 'application/pdf'], paper);
        // The banner is the only text here that is set in both languages at once: «үлгі деректер / образец данных».
        const letters = lettersIn(bytes);
        for (const letter of 'үлгідертоабзцных') assert.ok(letters.has(letter), `${paper} ${lang} ${letter}`);
      }
    });
    await atSchool(async (ask) => {
      const sample = await ask('GET', '/print/class-list?class=5&lang=en');
      assert.equal(lettersIn(sample.bytes).has('ц'), false);
    }, false);
  });

  it('PPL-38: what people typed is data in a paper and never markup', async () => {
    const hostile = '#panic("x") $x^2$ *bold* @ref \\u{41} #read("/etc/passwd")';
    const pdf = await renderPdf('#set text(font: "Noto Sans")\n#json(bytes(sys.inputs.data)).text', { text: hostile });
    assert.ok(lettersIn(pdf).has('#'));
    await assert.rejects(renderPdf('#panic("broken template")', {}), PrintFailed);
    await assert.rejects(renderPdf('#read("/etc/passwd")', {}), PrintFailed);
  });

  it('PPL-19: one-time passwords are printed from what the screen was given', async () => {
    await atSchool(async (ask) => {
      const passwords = [{ name: 'Маратов Ерлан', login: 'e.maratov', password: 'k4mt-9xra' }];
      const { status, bytes } = await ask('POST', '/print/passwords', { body: { lang: 'kk', passwords } });
      assert.deepEqual([status, Buffer.from(bytes).subarray(0, 5).toString()], [200, '%PDF-']);
      assert.equal((await ask('GET', '/print/cards?class=9&lang=kk')).status, 404);
      assert.equal((await ask('GET', '/print/cards?class=5&lang=de')).status, 400);
    });
  });
});
