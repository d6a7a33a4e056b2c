import { examine, type Finding } from '#care/index.ts';
import { sentenceOf, withOfflineNode } from './offline-node.ts';

const signs: Readonly<Record<Finding['state'], string>> = { good: 'ok   ', wait: 'look ', wrong: 'WRONG' };

/**
 * `tirek doctor`: looks at everything of a node that is not running, its records hashed again, and says what is wrong and
 * what to do. The exit code is 1 where something is wrong.
 */
export async function doctor(): Promise<number> {
  return withOfflineNode(async (node) => {
    const findings = await examine(node.house, node.care, node.desk);
    for (const finding of findings) {
      const values = shown(finding);
      console.log(`${signs[finding.state]} ${sentenceOf({ key: finding.key, status: 400, values })}`);
      if (finding.state !== 'good') {
        console.log(`      ${sentenceOf({ key: `${finding.key}.do`, status: 400, values })}`);
      }
    }
    return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
  });
}

function shown({ values, times, bytes }: Finding): Record<string, string | number> {
  return {
    ...values,
    ...Object.fromEntries(Object.entries(times).map(([name, at]) => [name, new Date(at).toISOString().slice(0, 16)])),
    ...Object.fromEntries(Object.entries(bytes).map(([name, size]) => [name, `${(size / 1e9).toFixed(1)} GB`])),
  };
}
