import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { codeBlocks } from './markdown';
import { filesIn, synthesize } from './synthesize';
import { synthesizeAsUser } from './user-project';
import { Workspace } from '../commands/cli/support';
import { blocksOf } from '../docs/page';

// In a folder laid out as a user's is, `npx cdk8s synth` yields the same.

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts')));

test.each(examples)('examples/%s synthesizes the committed YAML', (name) => {
  const folder = join(EXAMPLES, name);
  expect(synthesizeAsUser(readFileSync(join(folder, 'main.ts'), 'utf8'), folder)).toEqual(filesIn(join(folder, 'dist')));
});

test('the code of the README compiles and synthesizes, with the files that the tutorial writes', () => {
  const [code] = codeBlocks(readFileSync(join(ROOT, 'README.md'), 'utf8'), 'ts');
  const workspace = new Workspace();
  for (const { file, text } of blocksOf('docs/tutorial.md').filter((block) => block.file === 'cdk8s.yaml' || block.file === 'tsconfig.json')) {
    workspace.write({ [file!]: text });
  }
  expect(synthesizeAsUser(code, workspace.folder)).toEqual(synthesize(code));
  workspace.remove();
});
