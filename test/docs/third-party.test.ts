import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { readSettingsFile } from '../../src/settings-file/read';
import { run, Workspace } from '../cli/support';
import { codeBlocks } from '../examples/markdown';

// What docs/how-to/third-party.md shows is what a reader gets.

const ROOT = join(__dirname, '..', '..');
const FILE = join(ROOT, 'docs', 'how-to', 'third-party.md');
/** Blocks of lists are indented. */
const read = (path: string) => readFileSync(path, 'utf8').replace(/^ {3}(?=\S|  )/gm, '');
const doc = read(FILE);
const RENDERED = `---
# Source: my-chart/templates/web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: ghcr.io/acme/web:1.0
`;

const workspace = new Workspace();
afterAll(() => workspace.remove());

const harden = (...args: string[]) => run(['harden', 'rendered.yaml', ...args], { cwd: workspace.folder });
const [, settings] = codeBlocks(doc, 'yaml');

beforeAll(() => workspace.write({ 'rendered.yaml': RENDERED, 'settings.yaml': settings }));

describe.each(['README.md', 'docs/how-to/third-party.md'])('the chart of %s', (file) => {
  const text = read(join(ROOT, file));
  const block = (language: string, content: string) => codeBlocks(text, language).find((each) => each.includes(content));

  test('has the diff, and what is left to do', async () => {
    const { stdout, stderr } = await harden('--diff');
    expect(block('diff', '+++ rendered.yaml')).toBe(stdout);
    expect(block('text', 'rendered.yaml:3:')).toBe(`${stderr.join('\n')}\n`);
  });

  test('needs nothing more with the lines that it says to write', async () => {
    workspace.write({ 'lines.yaml': block('yaml', 'runAs: 10001')! });
    expect((await harden('--check', '--config', 'lines.yaml')).stderr).toEqual(['cdk8s-hardened: 1 workload, 1 document changed']);
  });
});

test('the settings file is valid', () => {
  const { rules, waivers } = readSettingsFile(join(workspace.folder, 'settings.yaml'));
  expect([rules.workloads?.length, waivers.length]).toEqual([3, 1]);
});

test('what it shows of images is valid', () => {
  workspace.write({ 'images.yaml': codeBlocks(readFileSync(FILE, 'utf8'), 'yaml').find((block) => block.startsWith('images:'))! });
  const { ownImages } = readSettingsFile(join(workspace.folder, 'images.yaml')).rules;
  expect([ownImages?.families?.length, ownImages?.mirrors]).toEqual([2, { 'harbor.example.com/hub': 'docker.io' }]);
});

test('the files that it links to exist', () => {
  const links = [...doc.matchAll(/\]\((?!http|#)([^)#]+)/g)].map(([, path]) => path);
  expect(links.filter((path) => !existsSync(join(dirname(FILE), path)))).toEqual([]);
  expect(links.length).toBeGreaterThan(3);
});
