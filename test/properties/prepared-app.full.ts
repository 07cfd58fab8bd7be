import { expectAsPlain } from './prepared-app';

test('100,000 apps without hardened kinds have the output and the errors of plain cdk8s', () => {
  expectAsPlain(100_000);
}, 2_400_000);
