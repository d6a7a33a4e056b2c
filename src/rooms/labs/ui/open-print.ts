import type { Language } from '#kernel/language.ts';
import type { Api } from '#web/api.ts';
import { handOver } from '#web/hand-over.ts';

/** Hands the report over as a PDF. */
export async function openPrint(api: Api, work: string, language: Language): Promise<void> {
  const answer = await api.file(`/api/labs/works/${work}/report?lang=${language}`);
  if (answer.ok) handOver(answer.value, `${work}.pdf`);
}
