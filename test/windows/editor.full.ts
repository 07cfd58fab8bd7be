import { readFileSync, writeFileSync } from 'fs';
import { basename, join } from 'path';
import { pathToFileURL } from 'url';
import { installLibrary, LINUX, Machine, MAIN, WINDOWS, write } from './machine';
import { podYaml } from '../commands/cli/support';
import { PULLING } from '../commands/language-server/editor';

// The language server as an editor starts it. On Windows, editors write one file in several ways.

const POD = podYaml(({ containers }) => { containers[0].securityContext.privileged = true; });
const FILES = { 'web/pod.yaml': POD, 'Dockerfile': 'FROM debian:13\nUSER root\n', 'cdk8s-hardened.yaml': 'profile: pss-baseline\n' };
/** What is in the settings file, but not saved. With the saved one, the Dockerfile has no finding. */
const UNSAVED = 'profile: hardened\n';

type Uris = (machine: Machine) => (name: string) => string;

const folderOf = ({ folder }: Machine) => basename(folder);
const WAYS: Readonly<Record<string, Uris>> = {
  'as Visual Studio Code writes them': (machine) => (name) => `file:///c%3A/${folderOf(machine)}/${name}`,
  'as Node.js writes them': (machine) => (name) => `file:///C:/${folderOf(machine)}/${name}`,
  'with a small letter': (machine) => (name) => `file:///c:/${folderOf(machine)}/${name}`,
  'each in another way': (machine) => (name) => `file:///${name.endsWith('pod.yaml') ? 'c%3A' : name === '' ? 'c:' : 'C:'}/${folderOf(machine)}/${name}`,
};

const ofLinux: Uris = ({ folder }) => (name) => pathToFileURL(join(folder, name)).href;

/** What the server answers, whatever the names of folders are. */
function answers(machine: Machine, uriOf: (name: string) => string): unknown {
  write(machine.folder, FILES);
  const open = (name: string, languageId: string, text: string) => (
    { notification: 'textDocument/didOpen', params: { textDocument: { uri: uriOf(name), languageId, version: 1, text } } });
  const asking = (request: string, name: string, params: object = {}) => (
    { request, params: { textDocument: { uri: uriOf(name) }, ...params } });
  const start = { line: 0, character: 0 };
  const whole = { start, end: { line: 99, character: 0 } };
  const messages = [
    { request: 'initialize', params: { processId: null, capabilities: PULLING, workspaceFolders: [{ uri: uriOf(''), name: 'all' }] } },
    { notification: 'initialized', params: {} },
    open('cdk8s-hardened.yaml', 'yaml', UNSAVED),
    open('web/pod.yaml', 'yaml', POD),
    open('Dockerfile', 'dockerfile', FILES.Dockerfile),
    ...['web/pod.yaml', 'Dockerfile'].flatMap((name) => [
      asking('textDocument/diagnostic', name),
      asking('textDocument/codeAction', name, { range: whole, context: { diagnostics: [] } }),
      asking('textDocument/hover', name, { position: { line: 1, character: 2 } }),
    ]),
  ];
  const plan = join(machine.folder, 'plan.json');
  const talk = join(machine.folder, 'answers.json');
  writeFileSync(plan, JSON.stringify({ args: [machine.pathOf(MAIN), 'lsp', '--stdio'], cwd: machine.pathOf(machine.folder), messages }));
  const [result] = machine.run([{ args: [join(__dirname, 'talk.cjs'), plan, talk].map(machine.pathOf), cwd: machine.folder }]);
  expect(result).toEqual({ status: 0, stdout: '', stderr: '' });
  return JSON.parse(readFileSync(talk, 'utf8').replaceAll(pathToFileURL(machine.folder).href, '<folder>')
    .replaceAll(new RegExp(`file:///[cC](?::|%3A)/${folderOf(machine)}`, 'g'), '<folder>'));
}

let expected: unknown;

beforeAll(() => {
  installLibrary();
  expected = answers(LINUX, ofLinux(LINUX));
}, 120_000);

test('the open settings file counts', () => {
  expect(JSON.stringify(expected)).toContain('dockerfile-user-root');
});

test.each(Object.entries(WAYS))('on Windows, the answers are those of Linux for names of files %s', (_, uris) => {
  expect(answers(WINDOWS, uris(WINDOWS))).toEqual(expected);
});
