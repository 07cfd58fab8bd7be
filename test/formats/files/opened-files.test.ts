import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

// Every call in src that opens a file, and the rule for it: a new one must use the reader of its rule, or be listed here with a reason.

const SOURCES = join(__dirname, '../../../src');

type Rule =
  /** A person names the file: on the command line or in code. */
  | 'person'
  /** The input names the file: it stays inside of its root. */
  | 'input'
  /** This program made the file, or the system did. */
  | 'own'
  /** The file is written. */
  | 'written';

const RULES: { readonly [call: string]: Rule } = {
  'formats/files/given-file.ts openSync': 'person',
  'formats/files/confined-file.ts openSync': 'input',
  'formats/files/chunks.ts readSync': 'own', // What one of these two opened, and standard input.
  'commands/cli/stdin-ahead.ts read': 'own', // Standard input.
  'commands/cli/init/working-programs.ts writeFileSync': 'own', // A folder of this program, to try Helm and kustomize.
  'commands/cli/lock/facts/copied-layers.ts createReadStream': 'own', // What skopeo copied into a folder of this program.
  'formats/files/nameless-file.ts openSync': 'own',
  'formats/files/nameless-file.ts readSync': 'own',
  'formats/files/nameless-file.ts writeFileSync': 'own',
  'commands/cli/suggest/pod/debug-container.ts writeFileSync': 'own', // A file of this program, for kubectl.
  'commands/cli/output.ts openSync': 'written',
  'commands/cli/output.ts writeFileSync': 'written',
  'commands/cli/replace-file.ts openSync': 'written',
  'commands/cli/replace-file.ts writeFileSync': 'written',
  'commands/cli/reports.ts appendFileSync': 'written', // GITHUB_STEP_SUMMARY.
  'commands/cli/values/kustomize-proof.ts writeFileSync': 'own', // A folder of this program, for kustomize.
  'constructs/synth/local-file.ts writeFileSync': 'own', // A download.
  'constructs/synth/output-directory.ts copyFileSync': 'own', // What cdk8s wrote into a folder of this program.
  'constructs/synth/printed.ts readFileSync': 'own', // The same.
  'constructs/synth/report-files.ts writeFileSync': 'written',
  'tasks/charts/kustomization/mirror.ts writeFileSync': 'own',
  'tasks/charts/values-files.ts writeFile': 'own',
  'tasks/image-facts/cache/layer-cache.ts createReadStream': 'own',
  'tasks/image-facts/cache/layer-cache.ts createWriteStream': 'own',
  'tasks/programs/supervise.ts readFileSync': 'own', // In /proc.
};

/** Functions of `fs` that open no file. */
const OPEN_NOTHING = new Set([
  'closeSync', 'constants', 'existsSync', 'fstatSync', 'lstatSync', 'mkdir', 'mkdirSync', 'mkdtemp', 'mkdtempSync', 'readdir', 'readdirSync', 'readlinkSync', 'realpathSync',
  'rename', 'renameSync', 'rm', 'rmSync', 'rmdirSync', 'stat', 'Stats', 'statSync', 'symlink', 'symlinkSync', 'unlink', 'unlinkSync', 'utimesSync', 'promises',
]);

/** The calls of a source that open a file, by everything that it takes from `fs`. */
function openingCalls(text: string): readonly string[] {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.ES2022, true);
  const names = new Map<string, string>();
  const modules = new Set<string>();
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && /^(?:node:)?fs(?:\/promises)?$/.test((node.moduleSpecifier as ts.StringLiteral).text)) {
      const { name, namedBindings: bindings } = node.importClause!;
      [name, bindings && ts.isNamespaceImport(bindings) ? bindings.name : undefined].forEach((each) => each && modules.add(each.text));
      (bindings && ts.isNamedImports(bindings) ? bindings.elements : [])
        .forEach((each) => (each.propertyName ?? each.name).text === 'promises' ? modules.add(each.name.text) : names.set(each.name.text, (each.propertyName ?? each.name).text));
    } else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require'
      && /^(?:node:)?fs/.test((node.arguments[0] as ts.StringLiteral).text)) {
      found.add('require');
    } else if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && modules.has(node.expression.text)) {
      found.add(node.name.text);
    } else if (ts.isIdentifier(node) && names.has(node.text) && !ts.isImportSpecifier(node.parent)) {
      found.add(names.get(node.text)!);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found].filter((name) => !OPEN_NOTHING.has(name));
}

test('every call that opens a file has a rule', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => name.replaceAll('\\', '/'));
  expect(files.length).toBeGreaterThan(1000);
  const calls = files.flatMap((file) => openingCalls(readFileSync(join(SOURCES, file), 'utf8')).map((call) => `${file} ${call}`));
  expect(calls.sort()).toEqual(Object.keys(RULES).sort());
});

test('one place opens the files that a person names, and one those that the input names', () => {
  const places = (rule: Rule) => Object.keys(RULES).filter((call) => RULES[call] === rule);
  expect([places('person'), places('input')]).toEqual([['formats/files/given-file.ts openSync'], ['formats/files/confined-file.ts openSync']]);
});

test.each([
  ['import { readFileSync } from \'fs\';\nreadFileSync(a);', ['readFileSync']],
  ['import { readFile as get } from \'node:fs/promises\';\n[].map(get);', ['readFile']],
  ['import * as fs from \'fs\';\nfs.createReadStream(a);\nfs.existsSync(a);', ['createReadStream']],
  ['import fs from \'fs\';\nfs.cpSync(a, b);', ['cpSync']],
  ['import { promises } from \'fs\';\npromises.open(a);', ['open']],
  ['const { openSync } = require(\'fs\');', ['require']],
  ['import { existsSync } from \'fs\';\nexistsSync(a);\nthis.readFileSync(a);', []],
])('%s is found', (text, calls) => expect(openingCalls(text)).toEqual(calls));
