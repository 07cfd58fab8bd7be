import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { structNames } from './assemblies';
import { callsOf, LANGUAGES } from './calls';
import { NEWEST_PLUS } from '../../projenrc/plus-versions';
import { HARDENED, synthesize } from '../examples/synthesize';

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

it('the golden file for the newest cdk8s-plus is what the app in TypeScript synthesizes', () => {
  const newest = `plus-${NEWEST_PLUS}`;
  const source = readFileSync(join(EXAMPLES, reference), 'utf8').replace("'cdk8s-hardened'", `'cdk8s-hardened/${newest}'`).replace("'cdk8s-plus-28'", `'cdk8s-${newest}'`);
  const golden = join(__dirname, newest, 'shop.k8s.yaml');
  const { 'shop.k8s.yaml': yaml } = synthesize(source, HARDENED, join(EXAMPLES, 'typescript'));
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, yaml);
  expect(yaml).toBe(readFileSync(golden, 'utf8'));
});
