import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { Workspace, run } from '../cli/support';
import { codeBlocks } from '../examples/markdown';
import { readSettingsFile } from '../../src/audit/settings-file/read';

// What docs/third-party.md shows is what a reader gets.

const FILE = join(__dirname, '..', '..', 'docs', 'third-party.md');
const doc = readFileSync(FILE, 'utf8').replace(/^ {3}(?=\S|  )/gm, '');
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
const [lines, settings] = codeBlocks(doc, 'yaml');

beforeAll(() => workspace.write({ 'rendered.yaml': RENDERED, 'lines.yaml': lines, 'settings.yaml': settings }));

test('the diff and what is left to do are those of a chart', async () => {
  const { stdout, stderr } = await harden('--diff');
  expect(codeBlocks(doc, 'diff')[0]).toBe(stdout);
  expect(codeBlocks(doc, 'text')[0]).toBe(`${stderr.join('\n')}\n`);
});

test('nothing is left to do with the lines that it says to write', async () => {
  expect((await harden('--check', '--config', 'lines.yaml')).stderr).toEqual(['cdk8s-hardened: 1 workload, 1 document changed']);
});

test('the settings file is valid', () => {
  const { rules, waivers } = readSettingsFile(join(workspace.folder, 'settings.yaml'));
  expect([rules.workloads?.length, waivers.length]).toEqual([2, 1]);
});

test('the files that it links to exist', () => {
  const links = [...doc.matchAll(/\]\((?!http|#)([^)#]+)/g)].map(([, path]) => path);
  expect(links.filter((path) => !existsSync(join(dirname(FILE), path)))).toEqual([]);
  expect(links.length).toBeGreaterThan(3);
});
