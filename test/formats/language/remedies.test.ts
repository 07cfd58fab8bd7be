import { dirname } from 'path';
import { loadAssemblyFromPath, Method, Parameter, Property } from '@jsii/spec';
import { pythonCode } from '../../../src/formats/language/python';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { remedyInCodeOf } from '../../../src/policy/controls/remedy-in-code';

interface Members {
  readonly methods?: Method[];
  readonly properties?: Property[];
  readonly initializer?: { readonly parameters?: Parameter[] };
}

function namesIn(folder: string): readonly string[] {
  return Object.values(loadAssemblyFromPath(folder).types!)
    // Generated from the API of Kubernetes: their names are those of all fields.
    .filter(({ namespace }) => namespace !== 'k8s')
    .flatMap((type) => {
      const { methods = [], properties = [], initializer } = type as Members;
      return [...methods, ...properties, ...initializer?.parameters ?? []];
    })
    .map(({ name }) => name);
}

const PACKAGES = ['cdk8s', 'cdk8s-plus-28', 'constructs'].map((name) => dirname(require.resolve(`${name}/package.json`)));
const OPTIONS = new Set([...PACKAGES, process.cwd()].flatMap(namesIn));
const CAMEL = /\b[a-z]+(?:[A-Z][A-Za-z0-9]*)+\b/g;

const snake = (word: string) => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const KINDS = ['hardened', 'plain'] as const;
const REMEDIES = CATALOG.flatMap(({ id, remedyInCode, remedy }) =>
  KINDS.map((kind) => [id, kind, remedyInCodeOf(remedyInCode, kind) ?? remedy] as const));

test.each(REMEDIES)('the remedy of %s for a %s workload is in the words of Python', (_control, _kind, text) => {
  const translated = pythonCode(text);
  // What became a name of Python is an option or a method. What did not is a field of the manifest.
  const written = [...text.matchAll(CAMEL)].map(([word]) => word).filter((word) => translated.includes(snake(word)));
  expect(written.filter((word) => !OPTIONS.has(word))).toEqual([]);
  // What is code stays in one piece.
  expect(translated).not.toMatch(/=\{"\w+": [A-Za-z]+\}/);
  expect((translated.match(/`/g) ?? []).length).toBe((text.match(/`/g) ?? []).length);
});
