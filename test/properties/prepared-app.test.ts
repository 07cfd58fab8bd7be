import { expectAsPlain } from './prepared-app';

// `prepared-app.full.ts` does it with many more trees.

test('an app without hardened kinds has the output and the errors of plain cdk8s', () => {
  expectAsPlain(2_000);
}, 60_000);
