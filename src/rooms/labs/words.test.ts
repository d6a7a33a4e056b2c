import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { labs as room } from './index.ts';
import { labs } from './labs/list.ts';
import { skills } from './model/rubric/skill.ts';

const here = import.meta.dirname;
const languages = ['kk', 'ru', 'en'] as const;

function wordsIn(language: string, lab?: string): Readonly<Record<string, string>> {
  const files =
    lab === undefined ? globSync(`words/{,*.}${language}.json`, { cwd: here }) : [`labs/${lab}/words/${language}.json`];
  const sets = files.map((file) => JSON.parse(readFileSync(join(here, file), 'utf8')) as Record<string, string>);
  return Object.assign({}, ...sets) as Record<string, string>;
}
const placeholders = (sentence = ''): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

describe('words of the laboratory', () => {
  it('LAB-1: every key that is said has a sentence in kk, ru and en, with the same values', () => {
    const others = new Set([...Object.keys(room.permissions), ...room.records.map(({ type }) => type)]);
    const files = globSync('{*.ts,{model,ui,print}/**/*.{ts,tsx}}', { cwd: here }).filter(
      (file) => !file.endsWith('.test.ts'),
    );
    const said = files.flatMap((file) => {
      const text = readFileSync(join(here, file), 'utf8');
      const whys = [...text.matchAll(/reason\((?:\w+ \? )?'([a-z.-]+)'(?: : '([a-z.-]+)')?/g)];
      return [
        ...[...text.matchAll(/'(labs\.[a-z0-9.-]*[a-z0-9])'/g)].map(([, key = '']) => key),
        ...whys.flatMap(([, a, b]) => [a, b].flatMap((key) => (key ? [`labs.why.${key}`] : []))),
      ];
    });
    const [kk, ru, en] = languages.map((language) => wordsIn(language));
    for (const key of new Set(said.filter((each) => !others.has(each)))) assert.ok(kk?.[key], `${key} has no sentence`);
    for (const skill of skills) assert.ok(kk?.[`labs.skill.${skill}`]);
    assert.deepEqual(Object.keys(ru ?? {}).toSorted(), Object.keys(kk ?? {}).toSorted());
    assert.deepEqual(Object.keys(en ?? {}).toSorted(), Object.keys(kk ?? {}).toSorted());
    for (const key of Object.keys(kk ?? {})) {
      assert.deepEqual(placeholders(ru?.[key]), placeholders(kk?.[key]), key);
      assert.deepEqual(placeholders(en?.[key]), placeholders(kk?.[key]), key);
    }
  });

  it('LAB-1: each lab is listed as it is, and everything of it has its word', async () => {
    for (const listed of labs) {
      const spec = await listed.load();
      const { lab } = spec;
      assert.equal(listed.lab, lab);
      assert.equal(listed.subject, spec.subject);
      assert.equal(listed.minutes, spec.minutes);
      assert.deepEqual(
        listed.tasks.map(({ task, grades, objectives }) => ({ task, grades, objectives })),
        spec.tasks.map(({ task, grades, objectives }) => ({ task, grades, objectives })),
      );
      for (const { factor, outcome, held } of spec.tasks)
        for (const name of [factor, outcome, ...held])
          assert.ok(
            spec.quantities.some((each) => each.name === name),
            `${lab}: ${name}`,
          );
      const keys = [
        'title',
        'scene',
        ...spec.tasks.flatMap(({ task, result, identity }) => [
          `task.${task}`,
          `about.${task}`,
          ...(result ? [`result.${result.name}`] : []),
          ...(identity ? [`result.${identity.name}`, ...identity.of.map((each) => `choice.${each}`)] : []),
        ]),
        ...[...spec.quantities, ...spec.controls].map(({ name }) => `q.${name}`),
        ...spec.instruments.map(({ name }) => `tool.${name}`),
        ...spec.instruments.flatMap(({ words: seen = [] }) => seen.map((each) => `seen.${each}`)),
        ...spec.deeds.map((deed) => `do.${deed}`),
        ...spec.causes.map((cause) => `cause.${cause}`),
        ...spec.controls.flatMap((control) =>
          control.kind === 'choice' ? control.of.map((each) => `choice.${each}`) : [],
        ),
      ];
      for (const language of languages) {
        const words = { ...wordsIn(language), ...wordsIn(language, lab) };
        for (const key of keys) assert.ok(words[`labs.${lab}.${key}`], `${language}: labs.${lab}.${key}`);
        const units = [
          ...spec.quantities,
          ...spec.instruments,
          ...spec.tasks.flatMap(({ result }) => result ?? []),
        ].map(({ unit }) => unit);
        for (const unit of units) assert.ok(unit === '' || words[`labs.unit.${unit}`], `${language}: unit ${unit}`);
      }
    }
  });
});
