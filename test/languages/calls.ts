/**
 * What a program asks of the library, as the sequence of its names and literals: `HardenedDeployment`, "web", `replicas`, 2. It is the
 * same in every language, once case, underscores and the language's own words are gone.
 */
export interface Language {
  /** Where the program begins, after its imports. */
  readonly start: RegExp;
  /** Comments, and what else is no call: `List.of`, the type of a list. */
  readonly omitted: RegExp;
  /** The words of the language, of its jsii runtime, and of its packages. */
  readonly own: readonly string[];
  /** The parts of one identifier that jsii-pacmak composed of several, such as `RunAs_User`. */
  readonly split?: (identifier: string) => readonly string[];
}

export const LANGUAGES: Readonly<Record<string, Language>> = {
  'typescript/main.ts': { start: /^const app/m, omitted: /\/\/.*/g, own: ['const', 'new'] },
  'python/main.py': { start: /^app = /m, omitted: /#.*/g, own: [] },
  'java/src/main/java/example/Main.java': {
    start: /^ +final App app/m,
    omitted: /\/\/.*|List\.of|final \w+(?= )/g,
    own: ['new', 'Builder', 'create', 'builder', 'build'],
  },
  'go/main.go': {
    start: /^\tapp :=/m,
    omitted: /\/\/.*|\[\]\*?[\w.]+(?=\{)/g,
    own: ['jsii', 'String', 'Number', 'Bool', 'Strings', 'nil', 'cdk8s', 'cdk8shardened', 'cdk8splus28'],
    split: (identifier) => identifier.replace(/^New(?=[A-Z])/, '').split(/_(.*)/).filter(Boolean),
  },
  'csharp/Program.cs': { start: /^var app/m, omitted: /\/\/.*/g, own: ['var', 'new'] },
};

/** `readOnly`, `read_only` and `ReadOnly` are one name. */
const canonical = (name: string) => name.replace(/_/g, '').toLowerCase();

/**
 * @param structs the names of the structs, which not every language writes.
 */
export function callsOf(source: string, language: Language, structs: ReadonlySet<string>): readonly string[] {
  const program = source.slice(source.search(language.start)).replace(language.omitted, '');
  const own = new Set(language.own);
  return [...program.matchAll(/"[^"]*"|'[^']*'|[A-Za-z_]\w*|\d+/g)].flatMap(([token]) => {
    if (/^["']/.test(token)) return [JSON.stringify(token.slice(1, -1))];
    if (/^\d/.test(token)) return [token];
    if (own.has(token)) return [];
    return (language.split?.(token) ?? [token]).filter((part) => !structs.has(part)).map(canonical);
  });
}
