import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES } from '../../site/playground/page/examples';

const TEST = join(__dirname, '..');

/** Texts that a user could paste, by what they are. */
export const TEXTS: { readonly [name: string]: string } = {
  ...filesIn('third-party/manifests'),
  ...filesIn('third-party/known'),
  ...filesIn('formats/dockerfile/fixtures'),
  ...Object.fromEntries(EXAMPLES.map(({ title, text }) => [title, text])),
  'a list': 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: { name: a }\n    spec: { hostPID: true, containers: [{ name: a, image: nginx }] }\n',
  'broken YAML': 'apiVersion: v1\nkind: Pod\nspec: [a\n',
  'a template': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n',
  'text without objects': 'hello: world\n',
  'a resource list': 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig: { spec: { profile: pss-restricted, runAs: 10001 } }\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: { name: a }\n    spec: { containers: [{ name: a, image: a }] }\n',
  'a resource list with a mistake': 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig: { spec: { profil: pss-restricted } }\nitems: []\n',
  'line breaks of Windows': 'apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: a\r\nspec:\r\n  containers:\r\n    - name: a\r\n      image: nginx\r\n',
};

function filesIn(folder: string): { readonly [name: string]: string } {
  const names = readdirSync(join(TEST, folder)).filter((name) => /\.(?:yaml|Dockerfile)$/.test(name));
  return Object.fromEntries(names.map((name) => [`${folder}/${name}`, readFileSync(join(TEST, folder, name), 'utf8')]));
}
