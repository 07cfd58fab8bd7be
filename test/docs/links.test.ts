import { execFileSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { ROOT } from './page';
import { HOME_PAGE } from '../../src/tasks/reports/home-page';

// Every link of a page that is committed leads to a file of the repository, and to a heading that exists.

const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n').filter((file) => file !== '' && existsSync(join(ROOT, file)) && !/^test\/.*\/(charts|fixtures)\//.test(file));

const REPOSITORY = `${HOME_PAGE}/blob/main/`;

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const withoutCode = (text: string) => text.replace(/^( *)```[^]*?^\1```$/gm, '').replace(/`+[^`\n]*`+/g, '');

/** The anchors of a page: those of headings, as GitHub makes them, and those of rows. */
function anchorsOf(file: string): Set<string> {
  const text = read(file).replace(/^( *)```[^]*?^\1```$/gm, '');
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => slug(heading));
  const seen = new Map<string, number>();
  const ofRows = [...text.matchAll(/^\| <a id="([\w.-]+)"><\/a>/gm)].map(([, id]) => id);
  return new Set([...ofRows, ...headings.map((anchor) => {
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  })]);
}

function slug(heading: string): string {
  return heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');
}

function isBroken(page: string, link: string): boolean {
  const [path, anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return true;
  return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor);
}

test('finds the pages', () => expect(PAGES.length).toBeGreaterThan(40));

test.each(PAGES)('%s has no broken link', (page) => {
  const links = [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
  expect(links.filter((link) => !/^\w+:/.test(link) && isBroken(page, link))).toEqual([]);
  const inRepository = links.flatMap((link) => link.startsWith(REPOSITORY) ? [link.slice(REPOSITORY.length)] : []);
  expect(inRepository.filter((link) => isBroken('', link))).toEqual([]);
});

/** A shell ignores a command that fails before the last one of a pipe. */
const PIPE = / \| *(?:npx|cdk8s-hardened|kubectl|helm|jq)\b/;

test.each(PAGES.filter((page) => !/^docs\/reference\/controls\//.test(page)))('no pipe of %s hides a command that fails', (page) => {
  const text = read(page);
  const blocks = [...text.matchAll(/^( *)```(?:sh|bash|console|yaml)\n([^]*?)^\1```$/gm)].map(([, , block]) => block);
  const inline = [...text.replace(/^( *)```[^]*?^\1```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
  const examples = text.split('\n').filter((line) => /^ {2}\S.* \| /.test(line) && /\bcdk8s-hardened\b/.test(line));
  expect([...blocks, ...inline, ...examples].filter((code) => PIPE.test(code) && !code.includes('set -o pipefail'))).toEqual([]);
});
