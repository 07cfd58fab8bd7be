/*
 * The section "Claims" of docs/proof.md. It needs no run, so that a test of every `npm test` holds it against README.md and test/.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { Claim, CLAIM_NOTHING, CLAIMS, OneOrMore } from './claims';
import { table } from './markdown';
import { Statement, statementsOf } from './statements';
import { titlesIn } from './titles';

/** @throws where a sentence or a row of README.md is in no claim, and where a claim names what is not there */
export function claimsSection(claims = CLAIMS, readme = readFileSync('README.md', 'utf8')): string {
  const statements = statementsOf(readme);
  const problems: string[] = [];
  const covered = new Set<Statement>();
  const cover = (section: string, pieces: OneOrMore) => list(pieces).flatMap((piece) => {
    const found = statements.filter(({ section: its, text, head }) => its === section && (text.includes(piece) || head?.includes(piece)));
    const texts = new Set(found.map(({ text, head }) => head?.includes(piece) ? `Each row of: ${head}` : text));
    if (texts.size !== 1) {
      problems.push(`"${piece}" is in ${texts.size} sentences of the section "${section}" of README.md, and must be in one`);
    }
    found.forEach((statement) => covered.add(statement));
    return [...texts];
  });
  const rows = Object.entries(claims).flatMap(([section, inSection]) => inSection.map((claim) => {
    problems.push(...problemsOf(claim));
    return [section, cover(section, claim[0]).join(' '), proof(claim)];
  }));
  Object.entries(CLAIM_NOTHING).forEach(([section, pieces]) => cover(section, pieces));
  problems.push(...statements.filter((statement) => !covered.has(statement))
    .map(({ section, text }) => `no claim covers what README.md says in "${section}": ${text}`));
  if (problems.length > 0) {
    throw new Error(`projenrc/claims.ts:\n${problems.join('\n')}`);
  }
  return [
    '## Claims',
    'What README.md says, and the tests that prove it, by their files and what their titles say. What they do not prove is said, too.',
    table(['section', 'claim', 'proven by'], rows),
  ].join('\n\n');
}

function problemsOf([says, tests, note]: Claim): string[] {
  if (Object.keys(tests).length === 0 && !note) {
    return [`"${list(says)}" has neither a test nor a note`];
  }
  return Object.entries(tests).flatMap(([path, titles]) => {
    if (!existsSync(`test/${path}`)) {
      return [`"${list(says)}" is proven by test/${path}, which is not there`];
    }
    const there = titlesBelow(`test/${path}`);
    return list(titles).filter((title) => !there.some((each) => each.includes(title))).map((title) => `test/${path} has no title with "${title}"`);
  });
}

function titlesBelow(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => titlesBelow(join(path, name))) : titlesIn(path);
}

function proof([, tests, note]: Claim): string {
  const proofs = Object.entries(tests).map(([path, titles]) => `[${path}](../test/${path}): ${list(titles).map((title) => `"${title}"`).join(', ')}`);
  return [proofs.join('; '), note].filter(Boolean).join('. ');
}

function list(texts: OneOrMore): readonly string[] {
  return typeof texts === 'string' ? [texts] : texts;
}
