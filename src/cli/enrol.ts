import { answerEnrolRequests, readEnrolAnswer, writeEnrolRequest } from '#sync/index.ts';
import type { Result, Refusal } from '#kernel/result.ts';
import { sentenceOf, withOfflineNode } from './offline-node.ts';

/**
 * Joins a school's node to its region without a network: `tirek enrol request <folder> <ticket>` at the school,
 * `tirek enrol answer <folder>` at the region, `tirek enrol take <folder>` at the school.
 */
export async function enrol([what = '', folder = '', ...ticket]: readonly string[]): Promise<number> {
  if (!['request', 'answer', 'take'].includes(what) || folder === '') {
    console.error('tirek: tirek enrol request <folder> <ticket> | answer <folder> | take <folder>');
    return 2;
  }
  return withOfflineNode(async (node) => {
    if (what === 'request') return said(await writeEnrolRequest(node, ticket.join(''), folder), (name) => name);
    if (what === 'take') return said(await readEnrolAnswer(node, folder), () => 'ok');
    return said(await answerEnrolRequests(node, folder), (answered) =>
      answered.map(({ name, refusal }) => `${name}  ${refusal ? sentenceOf(refusal) : 'ok'}`).join('\n'),
    );
  });
}

function said<T>(result: Result<T, Refusal>, words: (value: T) => string): number {
  if (result.ok) console.log(words(result.value));
  else console.error(`tirek: ${sentenceOf(result.error)}`);
  return result.ok ? 0 : 1;
}
