import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small files that take long, longest first: where nothing is known of earlier runs, the size of a file is taken for its time. */
const long = [
  'test/everybody.test.ts',
  'test/portal/flows.test.ts',
  'test/adapters/console/page-contract.test.ts',
  'test/jobs/processes.test.ts',
  'test/licenses/race.test.ts',
  'test/portfolio/interrupted.test.ts',
  'test/accounts/processes.test.ts',
  'test/digests/proofs.test.ts',
  'test/portal/kill.test.ts',
  'test/connections/race.test.ts',
];

/** Vitest wants a class. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((each) => moduleId.endsWith(each));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
