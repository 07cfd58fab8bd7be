import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { filesIn, INSTALLED, installLibrary, WINDOWS } from './machine';
import { NEWEST_PLUS, plusPackage } from '../../projenrc/plus-versions';

const EXAMPLES = join(__dirname, '../../examples');
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts')));

const COMPILER = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };

test('on Windows, every example synthesizes to its committed files', () => {
  installLibrary(plusPackage(NEWEST_PLUS));
  const results = WINDOWS.run(examples.map((name) => {
    const folder = join(INSTALLED, name);
    mkdirSync(folder);
    for (const [file, text] of Object.entries(filesIn(join(EXAMPLES, name)))) {
      if (!file.includes('/')) writeFileSync(join(folder, file), text, 'latin1');
    }
    writeFileSync(join(folder, 'main.js'), transpileModule(readFileSync(join(EXAMPLES, name, 'main.ts'), 'utf8'), { compilerOptions: COMPILER }).outputText);
    return { args: ['main.js'], cwd: folder, env: { CDK8S_OUTDIR: 'dist' } };
  }));
  expect(examples.length).toBeGreaterThan(10);
  expect(results.map(({ status, stderr }, index) => [examples[index], status, stderr.replace(/^cdk8s-hardened: warning: .*\n/gm, '')]))
    .toEqual(examples.map((name) => [name, 0, '']));
  expect(examples.map((name) => [name, filesIn(join(INSTALLED, name, 'dist'))])).toEqual(examples.map((name) => [name, filesIn(join(EXAMPLES, name, 'dist'))]));
});
