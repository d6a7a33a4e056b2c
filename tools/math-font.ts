import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import subsetFont from 'subset-font';

/**
 * `node tools/math-font.ts <folder of the npm package @expo-google-fonts/noto-sans-math>` makes
 * `src/web/assets/math.woff2`: the letters and signs of school formulas from Noto Sans Math (SIL Open Font License 1.1),
 * with the MATH table by which a browser sets fractions, roots and growing brackets. Upright letters are left to the
 * page's own font, so that the file stays below `mostBytes`. Made anew only when a sign is missing.
 */
const mostBytes = 15 * 1024;

const [source] = process.argv.slice(2);
if (!source) {
  console.error('node tools/math-font.ts <folder of the npm package @expo-google-fonts/noto-sans-math>');
  process.exit(2);
}

/** Where MathML finds the italic of a letter: A to Z, a to z (but h), and the Greek letters that schools use. */
const italic = [range('𝐴', 26), range('𝑎', 26), 'ℎ', '𝛼𝛽𝛾𝛿𝜀𝜂𝜃𝜆𝜇𝜈𝜋𝜌𝜎𝜏𝜑𝜓𝜔𝜖𝜙'].join('');
const signs = [
  '0123456789',
  '+−-±∓×·⋅∗*:÷∕=≠≈≡∼≅∝<>≤≥≪≫',
  '()[]{}|‖∣∥/\\,.;!?%…⋯⋮',
  '→←↔↦⇒⇐⇔⇌↑↓⟶',
  '∞°∘′″∠△□⊥⌢ˆ^¯‾⏞⏟√∑∏∫',
  '∈∉⊂∪∩∅∖¬∧∨ℝℤℕℚ',
].join('');

const font = readFileSync(path.join(source, '400Regular', 'NotoSansMath_400Regular.ttf'));
const subset = await subsetFont(font, italic + signs, {
  targetFormat: 'woff2',
  noHinting: true,
  noLayoutClosure: true,
  keepFeatures: [],
  dropTables: ['GSUB', 'GPOS', 'GDEF'],
});
if (subset.length > mostBytes) throw new RangeError(`${subset.length} bytes; at most ${mostBytes}`);

const assets = path.join(import.meta.dirname, '..', 'src', 'web', 'assets');
writeFileSync(path.join(assets, 'math.woff2'), subset);
writeFileSync(path.join(assets, 'math.woff2.licence.txt'), readFileSync(path.join(source, 'LICENSE_FONT')));
console.log(`math.woff2: ${subset.length} bytes`);

function range(first: string, count: number): string {
  const start = first.codePointAt(0) ?? 0;
  return Array.from({ length: count }, (_, place) => String.fromCodePoint(start + place)).join('');
}
