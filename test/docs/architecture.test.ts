import { readdirSync, readFileSync } from 'fs';
import { generatedPart } from '../../projenrc/architecture-doc';
import { FOLDERS, GROUPS, PATHS } from '../../projenrc/import-rules';

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

test('the pictures and the tables of ARCHITECTURE.md match the import rules; `npm run docs` writes them', () => {
  expect(readFileSync('ARCHITECTURE.md', 'utf8')).toContain(generatedPart());
});

test('the rules list every group and every folder of src, and src has no other files than its public faces', () => {
  expect(foldersIn('src')).toEqual(Object.keys(GROUPS).sort());
  expect(readdirSync('src').filter((name) => !(name in GROUPS)).sort()).toEqual(['core.ts', 'index.ts']);
  expect(Object.values(PATHS).sort()).toEqual(foldersIn('src').flatMap((group) => foldersIn(`src/${group}`).map((folder) => `${group}/${folder}`)).sort());
});

test('no folder has the name of another one', () => {
  expect(Object.keys(FOLDERS)).toHaveLength(Object.values(GROUPS).flatMap(({ folders }) => Object.keys(folders)).length);
});

test.each(Object.values(PATHS).map((path) => path.split('/')))('%s/%s may import only what is below it', (group, folder) => {
  const names = Object.keys(GROUPS[group].folders);
  const below = [...names.slice(names.indexOf(folder) + 1), ...GROUPS[group].imports.flatMap((each) => Object.keys(GROUPS[each].folders))];
  expect(FOLDERS[folder].imports.filter((each) => !below.includes(each))).toEqual([]);
});

test.each(Object.keys(GROUPS))('the group %s may import only groups below it', (group) => {
  const names = Object.keys(GROUPS);
  const below = names.slice(names.indexOf(group) + 1).filter((each) => `${group},${each}` !== 'constructs,commands');
  expect(GROUPS[group].imports).toEqual(below);
});

test('test/ has the folders of src', () => {
  const mirrored = foldersIn('test').filter((name) => name in GROUPS).flatMap((group) => foldersIn(`test/${group}`).map((folder) => `${group}/${folder}`));
  expect(mirrored.filter((path) => !Object.values(PATHS).includes(path))).toEqual([]);
  expect(Object.values(PATHS).filter((path) => !mirrored.includes(path))).toEqual([]);
});

/** The words of all sources in a folder, without block comments. */
function wordsIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => readFileSync(`${folder}/${file}`, 'utf8').replace(/\/\*[^]*?\*\//g, '').match(/\w+/g) ?? []);
}

test.each([['ARCHITECTURE.md', 60], ['CONTRIBUTING.md', 20]])('%s names only identifiers that exist', (file, least) => {
  const words = new Set(['src', 'test', 'projenrc'].flatMap(wordsIn));
  const names = [...readFileSync(file, 'utf8').matchAll(/`(?:\w+\.)?(\w*[a-z][A-Z]\w*|[A-Z]\w+)`/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(least);
  expect(names.filter((name) => !words.has(name))).toEqual([]);
});
