import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './support';
import { newerPlus } from '../../projenrc/newer-plus';
import { OTHER_PLUS, PLUS_VERSIONS, plusPackage, plusRange } from '../../projenrc/plus-versions';

// What follows from the list of versions.

const { peerDependencies, peerDependenciesMeta, devDependencies, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

test.each(Object.keys(PLUS_VERSIONS).map(Number))('cdk8s-plus-%i is an optional peer, and tested at the lowest release', (version) => {
  const name = plusPackage(version);
  expect([peerDependencies[name], peerDependenciesMeta[name]]).toEqual([plusRange(version), { optional: true }]);
  expect(devDependencies[name]).toBe(PLUS_VERSIONS[version].lowest);
});

test('each version but the main one has an entry point', () => {
  expect(Object.keys(exports).filter((name) => name.startsWith('./plus-'))).toEqual(OTHER_PLUS.map((version) => `./plus-${version}`));
});

test('other languages depend on the main version alone: they have no optional dependencies', () => {
  const { dependencies, dependencyClosure } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));
  expect([Object.keys(dependencies), Object.keys(dependencyClosure)]).toEqual([['cdk8s', 'cdk8s-plus-28', 'constructs'], ['cdk8s', 'cdk8s-plus-28', 'constructs']]);
});

describe('an upgrade', () => {
  test('says what to do about a newer cdk8s-plus', () => {
    expect(newerPlus('cdk8s-plus-99', { status: 0, stdout: '2.0.1\n', stderr: '' })).toBe('cdk8s-plus-99 2.0.1 is on npm: add it to PLUS_VERSIONS in '
      + 'src/constructs/synth/plus-versions.ts, run `npx projen`, and see what its tests say');
  });

  test('says nothing where npm has none, and fails where npm does', () => {
    expect(newerPlus('cdk8s-plus-99', { status: 1, stdout: '', stderr: 'npm error code E404\n' })).toBeUndefined();
    expect(() => newerPlus('cdk8s-plus-99', { status: 1, stdout: '', stderr: 'npm error code ENOTFOUND' })).toThrow('npm view cdk8s-plus-99 failed: npm error code ENOTFOUND');
  });
});
