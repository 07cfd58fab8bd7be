import { readFileSync } from 'fs';
import { join } from 'path';
import { structNames } from './assemblies';
import { callsOf, LANGUAGES } from './calls';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const [reference, ...others] = Object.keys(LANGUAGES);
const structs = structNames();

const calls = (file: string) => callsOf(readFileSync(join(EXAMPLES, file), 'utf8'), LANGUAGES[file], structs);

it('reads names and literals, whatever the language calls them', () => {
  expect(calls(reference).slice(0, 12)).toEqual(['app', 'app', 'chart', 'chart', 'app', '"shop"', 'namespace', '"shop"', 'disableresourcenamehashes', 'true', 'small', 'cpu']);
  expect(structs.has('ContainerProps')).toBe(true);
});

it.each(others)('examples/%s makes exactly the calls of examples/typescript', (file) => {
  expect(calls(file)).toEqual(calls(reference));
});

it.each(['python', 'java', 'go', 'csharp'])('examples/%s includes the manifest of examples/typescript', (folder) => {
  expect(readFileSync(join(EXAMPLES, folder, 'agent.yaml'), 'utf8')).toBe(readFileSync(join(EXAMPLES, 'typescript/agent.yaml'), 'utf8'));
});
