import { readdirSync, readFileSync } from 'fs';
import { generatedPart } from '../../projenrc/architecture-doc';
import { CONTENTS } from '../../projenrc/rooms';

test('the picture and the table of ARCHITECTURE.md are those of the import rules; `npm run docs` writes them', () => {
  expect(readFileSync('ARCHITECTURE.md', 'utf8')).toContain(generatedPart());
});

test('every folder of src is in the table', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(Object.keys(CONTENTS).sort()).toEqual(folders.sort());
});
