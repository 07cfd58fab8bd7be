import { Target } from './targets';

/** How an app starts in a language: what the README says between the install line and the YAML. */
interface Start {
  readonly install: string;
  readonly file: string;
  readonly run: string;
  /** The page of a first app. */
  readonly guide: string;
}

const STARTS: Readonly<Record<Target, Start>> = {
  python: { install: 'pip install cdk8s-hardened', file: 'main.py', run: 'python main.py', guide: 'docs/how-to/python.md' },
  java: {
    install: 'mvn dependency:get -Dartifact=io.github.cdk8s-hardened:cdk8s-hardened:LATEST   # and the dependency in pom.xml',
    file: 'Main.java',
    run: 'mvn compile exec:java',
    guide: 'docs/how-to/java.md',
  },
  dotnet: { install: 'dotnet add package Cdk8sHardened', file: 'Program.cs', run: 'dotnet run', guide: 'examples/csharp/README.md' },
  go: { install: 'go get github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened', file: 'main.go', run: 'go run .', guide: 'docs/how-to/go.md' },
};

const SETUP = 'Run these commands in an empty folder. In an existing app, add only the missing parts:';
const INSTALL = `npm install cdk8s-hardened cdk8s constructs cdk8s-plus-28 cdk8s-cli tsx
echo 'app: npx tsx main.ts' > cdk8s.yaml`;
const OTHER_VERSION = 'If your app uses another version of cdk8s-plus, such as 34, install that version, and import from `cdk8s-hardened/plus-34`. ';

/**
 * The README as a user of a language reads it. jsii-pacmak translates its TypeScript.
 *
 * @param name of the package on npm, which is part of what PyPI and Maven Central call it
 * @param translate how the language writes names of options in texts
 * @throws Error if the README no longer has a text that is replaced here
 */
export function readmeFor(
  target: Target, name: string, readme: string, absolute: (path: string) => string, translate: (text: string) => string,
): string {
  const { install, file, run, guide } = STARTS[target];
  const begin = readme.indexOf('## Quick start');
  const end = readme.indexOf('\n## ', begin + 1);
  const replacements: readonly (readonly [before: string, after: string])[] = [
    [SETUP, `Install the package, and Node.js, which it runs. If you have no app yet, [this page](${absolute(guide)}) starts with an empty folder.`],
    [INSTALL, install.replace(/cdk8s-hardened(?=:LATEST|$)/, name)],
    [OTHER_VERSION, ''],
    ['This is `main.ts`:', `This is \`${file}\`:`],
    ['npx cdk8s synth', run],
  ];
  const start = replacements.reduce((text, [before, after]) => {
    if (text.split(before).length !== 2) throw new Error(`README.md must have this once in its quick start, since it differs by language: ${before}`);
    return text.replace(before, () => after);
  }, readme.slice(begin, end));
  return translated(`${readme.slice(0, begin)}${start}${readme.slice(end)}`, translate);
}

/** Code spans and what our errors suggest are translated. Blocks of TypeScript, of commands and of YAML are not. */
function translated(markdown: string, translate: (text: string) => string): string {
  return markdown.split(/(^ *```[^]*?^ *```$)/m).map((part) => {
    if (!/^ *```/.test(part)) return inSpans(part, translate);
    return part.replace(/(?<=^ +(?:Fix|Or waive it): ).*$/gm, translate);
  }).join('');
}

/** Replaces the text of each code span. */
export function inSpans(markdown: string, translate: (text: string) => string): string {
  return markdown.replace(/(?<!`)`([^`\n]+)`(?!`)/g, (_, code: string) => `\`${translate(code)}\``);
}
