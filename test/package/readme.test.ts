import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './support';
import { readmeFor } from '../../projenrc/package/readme';
import { JSII_TARGETS, Target } from '../../projenrc/package/targets';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

// A README that no longer has a text to replace is an error. Only the slow tests build the packages.
it.each(Object.keys(JSII_TARGETS) as Target[])('the quick start for %s has no commands and files of TypeScript', (target) => {
  const text = readmeFor(target, 'cdk8s-hardened', readme, (path) => `https://example.com/${path}`, (code) => code);
  const quickStart = text.slice(text.indexOf('## Quick start'), text.indexOf('```diff'));
  expect(quickStart).not.toMatch(/npm install|main\.ts|tsx|npx cdk8s synth/);
  expect(quickStart).toMatch(/https:\/\/example\.com\/(?:docs|examples)\//);
});
