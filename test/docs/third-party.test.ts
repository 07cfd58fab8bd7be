import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './page';
import { run, Workspace } from '../commands/cli/support';
import { codeBlocks } from '../examples/markdown';

// What docs/how-to/third-party.md shows is what a reader gets.

/** Blocks of lists are indented. */
const read = (path: string) => readFileSync(path, 'utf8').replace(/^ {3}(?=\S|  )/gm, '');
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

beforeAll(() => workspace.write({ 'rendered.yaml': RENDERED }));

test('docs/how-to/third-party.md shows the diff', async () => {
  expect(codeBlocks(read(join(ROOT, 'docs/how-to/third-party.md')), 'diff')[0]).toBe((await harden('--diff')).stdout);
});

describe('the chart of docs/how-to/third-party.md', () => {
  const text = read(join(ROOT, 'docs/how-to/third-party.md'));
  const block = (language: string, content: string) => codeBlocks(text, language).find((each) => each.includes(content));

  test('has what is left to do', async () => {
    expect(block('text', 'rendered.yaml:3:')?.replaceAll('\n\n', '\n')).toBe(`${(await harden('--diff')).stderr.join('\n')}\n`);
  });

  test('needs nothing more with the lines that it says to write', async () => {
    const lines = block('text', 'rendered.yaml:3:')!.split('\n');
    workspace.write({ 'lines.yaml': lines.slice(lines.findIndex((line) => line.startsWith('resources:')), -2).join('\n').replace('UID', '10001') });
    expect((await harden('--check', '--config', 'lines.yaml')).stderr.at(-1)).toMatch(/^cdk8s-hardened: 1 workload, 1 document changed; \d warnings$/);
  });
});
