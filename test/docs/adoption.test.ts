import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { run, Workspace } from '../cli/support';
import { codeBlocks } from '../examples/markdown';
import { synthesise } from '../examples/synthesise';

// Each command of docs/how-to/adoption.md prints what the page shows, on the app that it shows.

const FILE = join(__dirname, '..', '..', 'docs', 'how-to', 'adoption.md');
const doc = readFileSync(FILE, 'utf8');
const [app, gate, restricted, defaults] = codeBlocks(doc, 'ts');
const workspace = new Workspace();
afterAll(() => workspace.remove());
beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

/** The app with further lines, synthesized into dist. */
function synth(lines = '', source = app) {
  const imports = "import { Hardening, HardeningProfile } from 'cdk8s-hardened';\n";
  const inFolder = lines.replace('baseline.json', join(workspace.folder, 'baseline.json'));
  const files = synthesise(imports + source.replace('app.synth();', `${inFolder}\napp.synth();`));
  mkdirSync(join(workspace.folder, 'dist'), { recursive: true });
  Object.entries(files).forEach(([name, yaml]) => writeFileSync(join(workspace.folder, 'dist', name), yaml));
}

test('the commands print what the page shows, and the code works', async () => {
  synth();
  const blocks = codeBlocks(doc, 'console');
  const printed: string[] = [];
  for (const [index, block] of blocks.entries()) {
    if (index === blocks.length - 1) {
      synth(restricted);
    }
    const [, line] = /^\$ npx cdk8s-hardened (.*)\n/.exec(block)!;
    const { stdout, stderr } = await run(['audit', ...line.split(' ').slice(1)], { cwd: workspace.folder });
    printed.push(`$ npx cdk8s-hardened ${line}\n${stdout}${stderr.map((text) => `${text}\n`).join('')}`);
  }
  expect(printed).toEqual(blocks);
  expect(workspace.read('waivers.yaml')).toContain('reason: ""');
  synth(gate);
  expect(() => synth(gate, app.replace('hostPID: true', 'hostNetwork: true'))).toThrow('host-namespaces');
  expect(() => synth(defaults)).toThrow('read-only-root-filesystem');
});
