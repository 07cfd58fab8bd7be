import { goCode } from '../../../src/formats/language/go';
import { javaCode } from '../../../src/formats/language/java';
import { isManifestField } from '../../../src/formats/language/names';
import { TABLES } from '../../../src/formats/language/types';
import { Type as Members, typesOf } from '../../languages/assemblies';
import { messages } from '../../languages/texts/messages';

const LIBRARIES = { 'cdk8s': 'cdk8s', 'cdk8s-plus-28': 'plus', 'cdk8s-hardened': 'own' } as const;
const TYPES = new Map(['node_modules/cdk8s', 'node_modules/cdk8s-plus-28', '.'].flatMap(typesOf)
  .filter(({ namespace }) => namespace === undefined)
  .map((type) => [type.name, { ...type, library: LIBRARIES[type.assembly as keyof typeof LIBRARIES] }]));

const STRUCTS = [...TYPES.values()].filter(({ datatype }) => datatype);

test.each(Object.entries(TABLES.NAMED))('the types of %s are there', (library, names) => {
  expect(names.filter((name) => TYPES.get(name)?.library !== library || TYPES.get(name)?.datatype)).toEqual([]);
});

test('classes with constants, and structs, are those of the assemblies', () => {
  const named = Object.values(TABLES.NAMED).flat();
  const hasConstants = (name: string) => TYPES.get(name)!.properties?.some((property) => property.static);
  expect(named.filter(hasConstants).sort()).toEqual([...TABLES.WITH_CONSTANTS]);
  const structs = [...Object.keys(TABLES.STRUCTS), ...Object.values(TABLES.OPTIONS), ...Object.values(TABLES.BY_KEY)];
  expect(structs.filter((name) => !TYPES.get(name)?.datatype
    || TYPES.get(name)!.library !== (TABLES.STRUCTS[name] ?? 'own'))).toEqual([]);
});

test.each(Object.entries(TABLES.CALLS))('%s takes these parameters', (name, { parameters, struct }) => {
  const [, of, member] = /^(?:new )?(\w+)(?:\.(\w+))?$/.exec(name)!;
  const type = TYPES.get(of)!;
  const declared = (member ? type.methods!.find((method) => method.name === member)! : type.initializer!).parameters ?? [];
  expect(declared).toHaveLength(parameters);
  expect(struct === undefined || declared.some((parameter) => parameter.type.fqn?.endsWith(`.${struct}`))).toBe(true);
});

test('methods of objects are no static ones', () => {
  for (const name of TABLES.OF_INSTANCES) {
    const [of, member] = name.split('.');
    expect(TYPES.get(of)!.methods!.find((method) => method.name === member)!.static).toBeUndefined();
  }
});

test('words are options or methods', () => {
  const membersOf = ({ properties = [], methods = [] }: Members): readonly { readonly name: string }[] => [...properties, ...methods];
  const members = new Set([...TYPES.values()].flatMap(membersOf).map(({ name }) => name));
  expect([...TABLES.WORDS].filter((word) => !members.has(word))).toEqual([]);
});

test('every type that a text names with a member is known', () => {
  const named = new Set(Object.values(TABLES.NAMED).flat());
  const used = messages().flatMap((text) => [...text.matchAll(/(?<![\w.])([A-Z]\w+)\.(?=[A-Za-z])/g)].map(([, name]) => name));
  expect([...new Set(used)].filter((name) => TYPES.has(name) && !named.has(name))).toEqual([]);
  const structs = new Set(STRUCTS.map(({ name }) => name));
  expect([...new Set(used)].filter((name) => structs.has(name))).toEqual([]);
});

test.each(messages())('nothing of TypeScript is left in %j', (text) => {
  for (const written of [javaCode(text), goCode(text)]) {
    const code = written.replace(/"(?:[^"\\]|\\.)*"/g, '');
    expect(code).not.toMatch(/\[\{|(?<![\w`])'[a-z-]+'[,\]) ]/);
    // Fields of a manifest stay.
    const entries = [...code.matchAll(/`([a-z]\w+): (?:true|false|\[|\{ |[A-Z]\w+\.)/g)].map(([, name]) => name);
    expect(entries.filter((name) => !isManifestField(name))).toEqual([]);
    expect((written.match(/`/g) ?? []).length).toBe((text.match(/`/g) ?? []).length);
  }
});
