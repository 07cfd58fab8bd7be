import { mkdirSync } from 'fs';
import { detailsOf, diffOf, readPage } from './html-page';
import { workspaces } from '../../../commands/cli/support';

const workspace = workspaces();

async function timed(files: { readonly [path: string]: string }) {
  const start = Date.now();
  const { stdout } = await workspace().write(files).audit('.', '--format', 'html');
  return { time: Date.now() - start, found: readPage(stdout) };
}

test('a list of many objects takes no longer than as many files', async () => {
  const items = Array.from({ length: 300 }, (_, index) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${index}` }, spec: { containers: [{ name: 'c0', image: 'a' }] },
  }));
  const files = await timed(Object.fromEntries(items.map((item) => [`${item.metadata.name}.json`, JSON.stringify(item, null, 2)])));
  workspace().remove();
  mkdirSync(workspace().folder);
  const list = await timed({ 'list.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2) });
  expect(diffOf(detailsOf(list.found, 'Pod p277')).length).toBe(diffOf(detailsOf(files.found, 'Pod p277')).length);
  expect(list.time).toBeLessThan(files.time * 2);
});
