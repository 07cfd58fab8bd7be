/* Writes the results of `npm run test:cluster` into docs/explanation/proof.md, whose other sections stay as they are. */
import { readFileSync, writeFileSync } from 'fs';
import { CLUSTER_HEADING, clusterSection } from './cluster-section';

const PAGE = 'docs/explanation/proof.md';
const sections = readFileSync(PAGE, 'utf8').split(/\n(?=## )/);
writeFileSync(PAGE, sections.map((section) => section.startsWith(`${CLUSTER_HEADING}\n`) ? `${clusterSection()}\n` : section).join('\n'));
