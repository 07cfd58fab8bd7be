/*
 * Writes the results of `npm run test:cluster` and `npm run test:scanners` into docs/explanation/proof.md. Its other sections stay as they
 * are.
 */
import { readFileSync, writeFileSync } from 'fs';
import { CLUSTER_HEADING, clusterSection } from './cluster-section';
import { SCANNERS_HEADING, scannersSection } from './scanners-section';

const PAGE = 'docs/explanation/proof.md';
const WRITERS: ReadonlyMap<string, () => string> = new Map([
  [CLUSTER_HEADING, clusterSection], [SCANNERS_HEADING, scannersSection],
]);

const sections = readFileSync(PAGE, 'utf8').split(/\n(?=## )/);
writeFileSync(PAGE, sections.map((section) => {
  const write = WRITERS.get(section.split('\n', 1)[0]);
  return write ? `${write()}\n` : section;
}).join('\n'));
