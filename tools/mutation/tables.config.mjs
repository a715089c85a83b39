/** Mutation tests of what the contract and the job types state as data: capabilities, options, types, transitions. */
import { mutationTests } from './shared.mjs';

const tables = [
  'packages/manifest-contract/src/capabilities/vocabulary.ts',
  'packages/manifest-contract/src/payload/{job-payload,options}.ts',
  'packages/job-types/src/{job,state-machine}.ts',
];
export default mutationTests('tables', tables, { ignoreStatic: false, tests: 'contract' });
