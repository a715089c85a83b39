/** Mutation tests of the contract and of the job types (SC-004). */
import { mutationTests } from './shared.mjs';

export default mutationTests('contract', ['packages/{manifest-contract,job-types}/src/**/*.ts']);
