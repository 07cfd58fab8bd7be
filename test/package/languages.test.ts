import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './support';

// What the compiled library offers must work in every language that jsii knows.

interface Documented {
  readonly docs?: { readonly summary?: string; readonly default?: string };
}

interface Parameter extends Documented {
  readonly name: string;
}

interface Member extends Parameter {
  readonly optional?: boolean;
  readonly type?: { readonly primitive?: string };
  readonly parameters?: Parameter[];
}

interface Type extends Documented {
  /** Of an enum. */
  readonly members?: Member[];
  readonly properties?: Member[];
  readonly methods?: Member[];
  readonly initializer?: Omit<Member, 'name'>;
}

const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as { types: { [fqn: string]: Type } };

const members = Object.entries(types).flatMap(([fqn, { members: values = [], properties = [], methods = [], initializer }]) =>
  [...values, ...properties, ...methods, ...initializer ? [{ name: 'initializer', ...initializer }] : []]
    .map((member) => ({ member, place: `${fqn.replace('cdk8s-hardened.', '')}.${member.name}` })));

const KEYWORDS = new Set([
  // Python
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally',
  'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
  // Java
  'abstract', 'boolean', 'byte', 'case', 'catch', 'char', 'const', 'default', 'do', 'double', 'enum', 'extends', 'final', 'float', 'goto',
  'implements', 'instanceof', 'int', 'interface', 'long', 'native', 'new', 'package', 'private', 'protected', 'public', 'short', 'static', 'strictfp',
  'super', 'switch', 'synchronized', 'this', 'throw', 'throws', 'transient', 'void', 'volatile', 'true', 'false', 'null',
  // Go
  'chan', 'defer', 'fallthrough', 'func', 'go', 'map', 'range', 'select', 'struct', 'type', 'var',
  // C#
  'base', 'bool', 'checked', 'decimal', 'delegate', 'event', 'explicit', 'extern', 'fixed', 'foreach', 'implicit', 'internal', 'lock', 'namespace',
  'object', 'operator', 'out', 'override', 'params', 'readonly', 'ref', 'sbyte', 'sealed', 'sizeof', 'stackalloc', 'string', 'typeof', 'uint', 'ulong',
  'unchecked', 'unsafe', 'ushort', 'using', 'virtual',
]);

it('no member or parameter is a keyword, except `namespace`, as in cdk8s itself', () => {
  const names = members.flatMap(({ member: { name, parameters = [] }, place }) =>
    [[name, place], ...parameters.map((parameter) => [parameter.name, `${place}(${parameter.name})`])]);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter(([name]) => KEYWORDS.has(name) && name !== 'namespace').map(([, place]) => place)).toEqual([]);
});

it('no documentation is cut off: to jsii a summary ends at a semicolon, and Java, Go and C# show no more of a parameter', () => {
  const parameters = members.flatMap(({ member, place }) =>
    (member.parameters ?? []).map(({ name, docs }) => ({ place: `${place}(${name})`, docs })));
  const documented = [
    ...Object.entries(types).map(([place, { docs }]) => ({ place, docs })),
    ...members.map(({ member: { docs }, place }) => ({ place, docs })),
    ...parameters,
  ];
  expect(documented.filter(({ place, docs }) => !docs?.summary && !place.endsWith('.initializer'))).toEqual([]);
  expect(documented.filter(({ docs }) => /[;:,]$/.test(docs?.summary ?? ''))).toEqual([]);
});

it('only hardened kinds use types of cdk8s-plus-28', () => {
  const withPlus = Object.entries(types).filter(([, type]) => {
    const { properties, methods, initializer, ...rest } = type;
    return JSON.stringify([properties, methods, initializer, rest]).includes('"cdk8s-plus-28.');
  }).map(([fqn]) => fqn.replace('cdk8s-hardened.', ''));
  const others = withPlus.filter((name) => !/^Hardened(CronJob|DaemonSet|Deployment|Job|Namespace|Pod|ServiceAccount|StatefulSet)(Props)?$/.test(name));
  expect(withPlus.length - others.length).toBe(15);
  expect(others.sort()).toEqual(['SecretFiles', 'VolumeClaimTemplate']);
});
