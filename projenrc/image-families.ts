/*
 * Writes src/knowledge/images/families.generated.ts from the YAML files in `families`, the folder beside it. Each is a settings file with
 * only `images`, and is read like one.
 */
import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join, parse } from 'path';
import { FieldError } from '../src/formats/manifest/input-error';
import { readWritten } from '../src/formats/yaml/single-document';
import { ImageFamily } from '../src/knowledge/images/known-image';
import { toSettings } from '../src/tasks/settings-file/to-settings';

export const FOLDER = 'src/knowledge/images/families';
export const FILE = 'src/knowledge/images/families.generated.ts';

const HEAD = `// Generated from ${FOLDER} by \`npx projen compile\`. Do not edit.`;

/**
 * The families of a file.
 *
 * @throws InputError naming the file, line and column, the problem and the fix
 */
export function familiesIn(file: string, bytes: Uint8Array): readonly ImageFamily[] {
  return readWritten(file, bytes, ({ value }) => {
    const { content: { images = [], ...others }, rules: { ownImages } } = toSettings(value ?? {});
    for (const key of Object.keys(others)) {
      throw new FieldError([key], `\`${key}\` does not describe an image: keep only \`images\``);
    }
    if (images.length === 0) {
      throw new FieldError([], 'it has no `images`: copy those of your settings file');
    }
    images.forEach(({ evidence = [] }, index) => {
      if (evidence.length === 0) {
        throw new FieldError(['images', index], `\`images[${index}]\` has no \`evidence\`: `
          + 'add the `source` of its values, and the `date` on which you read it');
      }
    });
    return ownImages!.families!;
  });
}

/** Of every file, in the order of their names. */
function allFamilies(): readonly ImageFamily[] {
  const names = readdirSync(FOLDER).map((file) => parse(file).name).sort();
  return names.map((name) => join(FOLDER, `${name}.yaml`)).flatMap((file) => familiesIn(file, readFileSync(file)));
}

export function generatedModule(families = allFamilies()): string {
  const { shared, texts } = withSharedParts(families.map(({ name, repositories, variants }) =>
    ({ ...name !== repositories[0] && { name }, variants })));
  const lines = families.map(({ repositories }, index) => `  [${quoted(repositories.join(' '))}, ${quoted(texts[index])}],\n`);
  return `${HEAD}

/** Values that occur several times, as JSON. In each text \`{"$":5}\` stands for the value with this index. */
export const SHARED: readonly string[] = [
${shared.map((text) => `  ${quoted(text)},\n`).join('')}];

/** The repositories of each family, and its other fields as JSON. The name is the first repository by default. */
export const FAMILIES: readonly (readonly [repositories: string, json: string])[] = [
${lines.join('')}];
`;
}

/** A reference to a shorter text would save nothing. */
const SHORTEST_SHARED = 20;

/** Values as JSON, in which parts that occur several times are references: it halves the data. */
function withSharedParts(values: readonly object[]): { readonly shared: readonly string[]; readonly texts: readonly string[] } {
  const seen = new Set<string>();
  const several = new Set<string>();
  JSON.stringify(values, (_, value) => {
    const text = JSON.stringify(value) ?? '';
    if (seen.has(text)) {
      several.add(text);
      return undefined; // The parts of a shared part occur once.
    }
    seen.add(text);
    return value;
  });
  const shared: string[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (text: string) => {
    let index = indexes.get(text);
    if (index === undefined) {
      index = shared.push('') - 1;
      indexes.set(text, index);
      shared[index] = textOf(JSON.parse(text));
    }
    return index;
  };
  const textOf = (root: unknown): string => JSON.stringify(root, (key, value) => {
    const text = JSON.stringify(value) ?? '';
    return key !== '' && text.length > SHORTEST_SHARED && several.has(text) ? { $: indexOf(text) } : value;
  });
  return { texts: values.map(textOf), shared };
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

export function write(): void {
  writeFileSync(FILE, generatedModule());
}

if (require.main === module) {
  write();
}
