/*
 * Writes docs/controls.md from the catalogue, and src/reports/specifications.ts, by which `explain` knows what the comment
 * on top of each control says. Nothing about a control is written down twice.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { table } from './markdown';
import { CATALOGUE } from '../src/controls/catalogue';
import { Control, isPodControl, Level, LEVELS } from '../src/controls/control';
import { formatVersion, LATEST_VERSION } from '../src/manifest/version';
import { isFilledIn, kindsOf, knownAs, versionsText } from '../src/reports/control-facts';

const LEVEL_TITLES: Record<Level, string> = {
  'pss-baseline': 'Pod Security Standards: baseline',
  'pss-restricted': 'Pod Security Standards: restricted',
  'hardened': 'Hardened',
};

const PREFACE = `<!-- Generated from src/controls by \`npx projen docs\`. Do not edit. -->
# Controls

Every control by which \`cdk8s-hardened\` judges an object or a Dockerfile. A profile holds all controls of its level and of the levels before it:
\`pss-baseline\` and \`pss-restricted\` are exactly the Pod Security Standards, in every version from 1.0 to ${formatVersion(LATEST_VERSION)}, and that every
field has the type that the API wants; \`hardened\` is the rest, also what keeps a pod from starting. An **error** fails
the synthesis, a *warning* is told. "Filled in" means that hardened workloads get it where their author wrote nothing.`;

const folders = readdirSync('src/controls');

/** The comment on top of a control's file, but for its first paragraph: fields, allowed values, versions. */
function specificationOf({ id }: Control): string {
  const [file] = folders.map((folder) => `src/controls/${folder}/${id}.ts`).filter(existsSync);
  const [, comment] = /^\/\*\n([^]*?)\n \*\//.exec(readFileSync(file, 'utf8'))!;
  const text = comment.replace(/^ \* ?/gm, '');
  return text.slice(text.indexOf('\n\n')).trim();
}

function overview(level: Level, controls: readonly Control[]): string {
  const rows = controls.map((control) => {
    const { id, title, severity } = control;
    return [`[\`${id}\`](#${id})`, title, severity === 'error' ? '**error**' : '*warning*', isFilledIn(control) ? 'yes' : ''];
  });
  return [`## ${LEVEL_TITLES[level]}`, table(['id', 'control', 'severity', 'filled in'], rows)].join('\n\n');
}

function section(control: Control): string {
  const known = knownAs(control);
  const facts = [
    [`Level \`${control.level}\``, control.severity, isFilledIn(control) && 'filled in', versionsText(control)].filter(Boolean).join(', ')
      + `.${scope(control)}`,
    control.why,
    `**Instead:** ${control.remedy}.`,
    `\`\`\`text\n${specificationOf(control)}\n\`\`\``,
    known.length > 0 && `Known as: ${known.join('; ')}.`,
  ];
  return [`### ${control.id}`, `*${control.title}*`, ...facts.filter(Boolean)].join('\n\n');
}

function scope(control: Control): string {
  if (isPodControl(control)) {
    const replaced = control.overrides?.map((id) => `[\`${id}\`](#${id})`);
    return replaced ? ` Stands in the place of ${replaced.join(', ')}.` : '';
  }
  const kinds = kindsOf(control);
  return kinds.length > 0 ? ` On ${kinds.map((kind) => `\`${kind}\``).join(', ')}.` : ' On every object.';
}

const byLevel = LEVELS.map((level) => [level, CATALOGUE.filter((control) => control.level === level)] as const);
const pages = [
  PREFACE,
  ...byLevel.map(([level, controls]) => overview(level, controls)),
  '## One by one',
  ...CATALOGUE.map(section),
];
mkdirSync('docs', { recursive: true });
writeFileSync('docs/controls.md', `${pages.join('\n\n')}\n`);

const specifications = CATALOGUE.map((control) => `  '${control.id}': ${JSON.stringify(specificationOf(control).split('\n'))},`);
writeFileSync('src/reports/specifications.ts', `/* eslint-disable */
// Generated from the comments on top of src/controls by \`npx projen docs\`. Do not edit.
export const SPECIFICATIONS: { readonly [control: string]: readonly string[] } = {
${specifications.join('\n')}
};
`);
