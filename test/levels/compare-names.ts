/*
 * Prints the tests that JUnit reports in one folder have, and those in other folders do not: `compare-names.ts BEFORE AFTER...`. After
 * tests are moved between levels, each old name must still be in one of them.
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/** The path of a checkout, which differs between runs. */
const CHECKOUT = /\/\S*?\/(?=(?:docs|examples|src|test)\/)/g;

function namesIn(folder: string): ReadonlySet<string> {
  const reports = readdirSync(folder).filter((name) => name.endsWith('junit.xml')).map((name) => readFileSync(join(folder, name), 'utf8'));
  return new Set(reports.flatMap((text) => [...text.matchAll(/<testcase [^>]*? name="([^"]*)"/g)].map(([, name]) => name.replace(CHECKOUT, ''))));
}

const [before, ...after] = process.argv.slice(2);
const present = new Set(after.flatMap((folder) => [...namesIn(folder)]));
const missing = [...namesIn(before)].filter((name) => !present.has(name));
missing.forEach((name) => console.log(name));
console.error(`${missing.length} names are missing`);
process.exitCode = missing.length > 0 ? 1 : 0;
