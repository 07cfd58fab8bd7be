/*
 * The section "Claims" of docs/proof.md. It needs no run, so that a test of every `npm test` holds it against README.md and test/.
 */
import { existsSync, readFileSync } from 'fs';
import { Claim, CLAIMS, WITHOUT_CLAIMS } from './claims';
import { table } from './markdown';

/** @throws where a section of README.md has no claims, claims stand under a section that is gone, or a test is not there */
export function claimsSection(claims = CLAIMS): string {
  const sections = [...readFileSync('README.md', 'utf8').matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  const claiming = sections.filter((title) => !WITHOUT_CLAIMS.includes(title));
  const problems = [
    ...claiming.filter((title) => !claims[title]).map((title) => `README.md has the section "${title}", of which nothing is claimed`),
    ...Object.keys(claims).filter((title) => !sections.includes(title)).map((title) => `README.md has no section "${title}"`),
    ...Object.values(claims).flat().flatMap(missing),
  ];
  if (problems.length > 0) {
    throw new Error(`projenrc/claims.ts:\n${problems.join('\n')}`);
  }
  const rows = claiming.flatMap((title) => claims[title].map(({ says, tests }) => [title, says, tests.map(link).join(', ')]));
  return ['## Claims', 'What README.md says, and the tests that prove it.', table(['section', 'claim', 'proven by'], rows)].join('\n\n');
}

function missing({ says, tests }: Claim): string[] {
  return tests.filter((path) => !existsSync(`test/${path}`)).map((path) => `"${says}" is proven by test/${path}, which is not there`);
}

function link(path: string): string {
  return `[${path}](../test/${path})`;
}
