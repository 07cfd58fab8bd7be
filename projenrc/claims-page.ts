/*
 * Writes the claims into docs/proof.md, whose other sections are what tests in real containers saw: these stay.
 */
import { readFileSync, writeFileSync } from 'fs';
import { claimsSection } from './claims-doc';

const [seen] = readFileSync('docs/proof.md', 'utf8').split('## Claims\n');
writeFileSync('docs/proof.md', `${seen}${claimsSection()}\n`);
