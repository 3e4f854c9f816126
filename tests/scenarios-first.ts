import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Scenarios take seconds, all other tests nearly none: begun first, none is left over that one worker would end alone. */
export class ScenariosFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isScenario = ({ moduleId }: TestSpecification) => moduleId.includes('/tests/scenarios/');
    return [...sorted.filter(isScenario), ...sorted.filter((file) => !isScenario(file))];
  }
}
