import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What a browser is opened for takes about as long as a test that asks for this much. */
const inBrowser = 120_000;

/** The most time that a file asks for one of its tests, in milliseconds. */
const asked = ({ moduleId }: TestSpecification): number => {
  const text = readFileSync(moduleId, 'utf8');
  const limits = [...text.matchAll(/(?:\btimeout: |, )(\d+(?:_000)+)\b/g)].map(([, limit]) =>
    Number(limit!.replaceAll('_', '')),
  );
  return Math.max(0, ...limits, text.includes('browserSuite(') ? inBrowser : 0);
};

/**
 * Longest first, so that no worker is left alone with a long one at the end. Of earlier runs vitest knows how long each file took; where
 * nothing is known, what a file asks for is taken for its time. Vitest wants a class.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const key = ({ project, moduleId }: TestSpecification) =>
      `${project.name}:${relative(this.ctx.config.root, moduleId)}`;
    if (sorted.some((file) => this.ctx.cache.getFileTestResults(key(file)))) return sorted;
    const times = new Map(sorted.map((file) => [file, asked(file)]));
    return sorted.sort((a, b) => times.get(b)! - times.get(a)!);
  }
}
