import { execFileSync } from 'child_process';
import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { readDocuments } from '../../../src/formats/yaml/documents';
import { hasUnevenFold } from '../../../src/formats/yaml/folded-texts';
import { tokensOf } from '../../../src/formats/yaml/yaml-tokens';
import { kubectl } from '../../programs/kubernetes';

// kustomize writes some folded texts with other line breaks. `hasUnevenFold` must know each of them.

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n';
const isUneven = (text: string) => [...readDocuments([Buffer.from(`${MAP}${text}`)])].some((source) => hasUnevenFold(tokensOf(source)));

/** What kustomize makes of the texts of a ConfigMap. */
function built(texts: readonly string[]): { readonly before: any; readonly after: any } {
  const folder = mkdtempSync(join(tmpdir(), 'folded-'));
  const map = `${MAP}${texts.join('')}`;
  writeFileSync(join(folder, 'map.yaml'), map);
  writeFileSync(join(folder, 'kustomization.yaml'), 'resources: [map.yaml]\n');
  return { before: parse(map).data, after: parse(execFileSync(kubectl(), ['kustomize', folder], { encoding: 'utf8' })).data };
}

test('kustomize adds a line break within a command, and nothing else is wrong with it', () => {
  const text = '  run: >\n    true \\\n      && echo two\n';
  expect(built([text])).toEqual({ before: { run: 'true \\\n  && echo two\n' }, after: { run: 'true \\\n\n  && echo two\n' } });
  expect(isUneven(text)).toBe(true);
  expect(isUneven(text.replace('>', '|'))).toBe(false);
});

test('kustomize changes no folded text that is not known to be changed', () => {
  const line = fc.constantFrom('a', 'b b', '  c', '    d', ' e', '', '# f', 'x:  y', '- z', 'word '.repeat(30), `  ${'word '.repeat(30)}`);
  const folded = fc.tuple(fc.constantFrom('>', '>-', '>+'), fc.array(line, { maxLength: 5 }))
    .map(([head, lines]) => ({ head, lines: ['a', ...lines] }));
  const samples = fc.sample(folded, { numRuns: 2000, seed: 1 });
  const texts = samples.map(({ head, lines }, index) => `  k${index}: ${head}\n${lines.map((each) => `${each && `    ${each}`}\n`).join('')}`);
  const { before, after } = built(texts);
  const changed = texts.filter((_, index) => before[`k${index}`] !== after[`k${index}`]);
  expect(changed.length).toBeGreaterThan(100);
  expect(changed.filter((text) => !isUneven(text))).toEqual([]);
  expect(texts.some((text) => !isUneven(text))).toBe(true);
});
