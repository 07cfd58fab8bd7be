import { join } from 'path';
import * as ts from 'typescript';
import { blocksOf, ROOT } from './page';
import { PAGES } from './pages';
import { programOf } from './program';

// The TypeScript of every page compiles in strict mode, against the types that are published.

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  ignoreDeprecations: '6.0',
  types: ['node'],
  paths: { 'cdk8s-hardened': [join(ROOT, 'lib', 'index.d.ts')] },
};

const blocks = PAGES.flatMap(blocksOf).filter(({ language }) => language === 'ts');
/** The program of each block, as a file beside node_modules. */
const sources = new Map(blocks.map(({ text, place }) => [join(ROOT, `${place.replace(/[/:]/g, '_')}.ts`), { place, source: programOf(text) }]));

test('the TypeScript of every page compiles', () => {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file)?.source ?? readFile(file);
  const program = ts.createProgram([...sources.keys()], OPTIONS, host);
  const errors = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) =>
    `${sources.get(file?.fileName ?? '')?.place}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  expect(errors).toEqual([]);
  expect(sources.size).toBeGreaterThan(15);
});
