import { readFileSync } from 'fs';
import { claimsSection } from '../../projenrc/claims-doc';

test('docs/proof.md shows the claims of README.md, each with tests that are there', () => {
  expect(readFileSync('docs/proof.md', 'utf8')).toContain(`${claimsSection()}\n`);
});

test.each([
  ['a section without a claim', {}, 'the section "Waivers", of which nothing is claimed'],
  ['a claim of no section', { Elsewhere: [] }, 'README.md has no section "Elsewhere"'],
  ['a test that is not there', { Waivers: [{ says: 'It waives', tests: ['no.test.ts'] }] }, '"It waives" is proven by test/no.test.ts, which is not there'],
])('%s is an error', (_, claims, message) => {
  expect(() => claimsSection(claims)).toThrow(message);
});
