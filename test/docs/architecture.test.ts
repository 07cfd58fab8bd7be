import { readdirSync, readFileSync } from 'fs';
import { generatedPart } from '../../projenrc/architecture-doc';
import { CONTENTS } from '../../projenrc/import-rules';

test('the picture and the table of ARCHITECTURE.md match the import rules; `npm run docs` writes them', () => {
  expect(readFileSync('ARCHITECTURE.md', 'utf8')).toContain(generatedPart());
});

test('the table lists every folder of src', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(Object.keys(CONTENTS).sort()).toEqual(folders.sort());
});
