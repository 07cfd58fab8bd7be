import { CodeAction, Diagnostic, TextDocumentEdit } from 'vscode-languageserver';
import { Editor, MANIFEST, PULLING } from './editor';
import { readDocuments } from '../../../src/formats/yaml/documents';
import { parseDocument } from '../../../src/tasks/audit/parsed-document';
import * as fc from '../../support/fast-check';

// What the server knows from earlier texts must not be seen: it finds what a server finds that has just been started.

const object = (kind: string, name: string, rest: string, apiVersion = 'v1') => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop}\n${rest}\n`;
const WAIVER = `    cdk8s-hardened/waivers: |-
      - {control: privileged, reason: an agent of the node that reads its devices}
      - {control: host-path-mount, reason: an agent of the node that reads its logs}
`;
/** They depend on each other, and some of them say something about documents that is easy to get wrong. */
const DOCUMENTS = [
  MANIFEST,
  MANIFEST.replaceAll('web', 'api').replace('    spec:\n', '    spec:\n      serviceAccountName: robot\n'),
  MANIFEST.replace('  namespace: shop\n', `  namespace: shop\n  annotations:\n${WAIVER}`),
  MANIFEST.replace("          image: 'ghcr.io/shop/web:1.2'\n", "          image: 'ghcr.io/shop/web:1.2'\n          ports: [{name: http, containerPort: 8080}]\n"),
  MANIFEST.replace('privileged: true', 'privileged: true\n            privileged: false'),
  MANIFEST.replace('securityContext:', 'securityContext: &context').replace('      containers:', '      securityContext: {runAsUser: 0}\n      containers:'),
  object('Service', 'web', 'spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}'),
  object('NetworkPolicy', 'all', 'spec: {podSelector: {}, policyTypes: [Ingress, Egress]}', 'networking.k8s.io/v1'),
  object('ServiceAccount', 'robot', ''),
  object('ServiceAccount', 'robot', 'automountServiceAccountToken: false'),
  object('ClusterRoleBinding', 'robot', 'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}\nsubjects: [{kind: ServiceAccount, name: robot, namespace: shop}]', 'rbac.authorization.k8s.io/v1'),
  object('Role', 'all', 'rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]', 'rbac.authorization.k8s.io/v1'),
  object('ConfigMap', 'files', 'data:\n  text: |\n    ---\n    kind: NetworkPolicy\n'),
  `apiVersion: v1\nkind: List\nitems:\n  - ${object('ServiceAccount', 'robot', 'automountServiceAccountToken: false').trimEnd().replaceAll('\n', '\n    ')}\n  - ${MANIFEST.trimEnd().replaceAll('\n', '\n    ')}\n`,
  '# nothing but a comment\n',
  '',
  'just: some YAML\n',
  'spec: [\n', // Cannot be read.
  'spec: *nowhere\n', // Nor can this.
];
const SETTINGS = [
  '',
  'controls: {image-digest: {severity: error, reason: we deploy by digest}}\n',
  'waivers: [{control: privileged, target: {kind: Deployment, name: web}, reason: an agent of the node that reads its devices}]\n',
  'profile: pss-restricted\n',
];

type Edit = readonly [operation: string, at: number, which: number];
const EDITS = fc.tuple(fc.constantFrom('add', 'add', 'remove', 'copy', 'move', 'type', 'other', 'settings', 'line'), fc.nat(11), fc.nat(997));

function edited(documents: readonly string[], [operation, at, which]: Edit): readonly string[] {
  const index = at % Math.max(1, documents.length);
  const document = documents[index] ?? '';
  const place = which % (document.length + 1);
  const result = [...documents];
  switch (operation) {
    case 'add': result.splice(index, 0, DOCUMENTS[which % DOCUMENTS.length]); break;
    case 'remove': result.splice(index, 1); break;
    case 'copy': result.splice(which % (documents.length + 1), 0, document); break;
    case 'move': result.splice(which % documents.length || 0, 0, ...result.splice(index, 1)); break;
    case 'type': result.splice(index, 1, document.slice(0, place) + ['x', '\n', '#', '🏪 '][which % 4] + document.slice(place)); break;
    case 'line': result.splice(index, 1, `\n${document}`);
  }
  return result;
}

const textOf = (documents: readonly string[]) => documents.join('---\n');

/** As an editor would say it: the smallest part that differs. */
async function type(editor: Editor, name: string, text: string): Promise<void> {
  const before = editor.textOf(name);
  let start = 0;
  while (start < Math.min(before.length, text.length) && before[start] === text[start]) {
    start++;
  }
  let end = 0;
  while (end < Math.min(before.length, text.length) - start && before[before.length - 1 - end] === text[text.length - 1 - end]) {
    end++;
  }
  const document = editor.documents.get(editor.uriOf(name))!;
  const range = { start: document.positionAt(start), end: document.positionAt(before.length - end) };
  await editor.change(name, [{ range, text: text.slice(start, text.length - end) }]);
}

/** One line for each diagnostic. */
async function itemsOf(editor: Editor, name: string): Promise<readonly string[]> {
  const report = await editor.pull(name) as { readonly items: readonly Diagnostic[] };
  return report.items.map((each) => JSON.stringify(each).replaceAll(editor.uriOf(''), 'FOLDER'));
}

/** The edits that fix everything. */
async function fixesOf(editor: Editor, name: string): Promise<unknown> {
  const start = { line: 0, character: 0 };
  const params = { textDocument: { uri: editor.uriOf(name) }, range: { start, end: start }, context: { diagnostics: [], only: ['source.fixAll'] } };
  const [action]: CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', params);
  return (action?.edit?.documentChanges?.[0] as TextDocumentEdit | undefined)?.edits;
}

function canBeRead(text: string): boolean {
  try {
    return [...readDocuments([Buffer.from(text)])].every(parseDocument);
  } catch {
    return false;
  }
}

/** The diagnostics and the edits by the names of the files. */
async function inFreshServer(texts: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, readonly [readonly string[], unknown]>> {
  const fresh = new Editor(PULLING);
  await fresh.start({ 'cdk8s-hardened.yaml': texts.get('cdk8s-hardened.yaml')! });
  for (const name of NAMES) {
    await fresh.open(name, texts.get(name)!);
  }
  const found = new Map<string, readonly [readonly string[], unknown]>();
  // The second round knows both files.
  for (const name of [...NAMES, ...NAMES]) {
    found.set(name, [await itemsOf(fresh, name), await fixesOf(fresh, name)]);
  }
  await fresh.stop();
  return found;
}

const NAMES = ['app.yaml', 'other.yaml'];
let seen = 0;

test('after edits the diagnostics and the fixes are those of a new server', async () => {
  const documents = fc.array(fc.nat(DOCUMENTS.length - 3), { minLength: 1, maxLength: 6 });
  await fc.assert(fc.asyncProperty(documents, fc.array(EDITS, { minLength: 1, maxLength: 12 }), async (first, edits) => {
    const editor = new Editor(PULLING);
    let [app, other]: (readonly string[])[] = [first.map((index) => DOCUMENTS[index]), [DOCUMENTS[0]]];
    await editor.start({ 'cdk8s-hardened.yaml': '' });
    await editor.open('app.yaml', textOf(app));
    await editor.open('other.yaml', textOf(other));
    await editor.open('cdk8s-hardened.yaml');
    for (const edit of edits) {
      const [operation, , which] = edit;
      if (operation === 'settings') {
        await type(editor, 'cdk8s-hardened.yaml', SETTINGS[which % SETTINGS.length]);
      } else if (operation === 'other') {
        other = edited(other, ['add', 'remove', 'type'].map((each): Edit => [each, edit[1], which])[which % 3]);
        await type(editor, 'other.yaml', textOf(other));
      } else {
        app = edited(app, edit);
        await type(editor, 'app.yaml', textOf(app));
      }
      await itemsOf(editor, 'app.yaml');
      await itemsOf(editor, 'other.yaml');
    }
    const expected = await inFreshServer(new Map([...NAMES, 'cdk8s-hardened.yaml'].map((name) => [name, editor.textOf(name)])));
    for (const name of NAMES.filter((each) => canBeRead(editor.textOf(each)))) {
      expect([await itemsOf(editor, name), await fixesOf(editor, name)]).toEqual(expected.get(name));
      seen++;
    }
    await editor.stop();
  }), { numRuns: 200 });
  expect(seen).toBeGreaterThan(20);
}, 600_000);

test('a Service follows the ports of pods in another document', async () => {
  const editor = new Editor(PULLING);
  await editor.start();
  await editor.open('app.yaml', `${DOCUMENTS[6]}---\n${DOCUMENTS[3]}`);
  const ofService = async () => (await itemsOf(editor, 'app.yaml')).filter((each) => each.includes('"service-ports"')).length;
  const counts = [await ofService()];
  await editor.replace('app.yaml', 'name: http,', 'name: other,');
  counts.push(await ofService());
  await editor.replace('app.yaml', 'name: other,', 'name: http,');
  counts.push(await ofService());
  expect(counts).toEqual([0, 1, 0]);
  await editor.stop();
});
