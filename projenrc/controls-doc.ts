/*
 * Writes docs/controls.md from the catalogue. Nothing about a control is written down twice.
 */
import { mkdirSync, writeFileSync } from 'fs';
import { CATALOGUE } from '../src/controls/catalogue';
import { Control, isPodControl, KnownAs, Level, LEVELS } from '../src/controls/control';
import { formatVersion, LATEST_VERSION } from '../src/manifest/version';

const LEVEL_TITLES: Record<Level, string> = {
  'pss-baseline': 'Pod Security Standards: baseline',
  'pss-restricted': 'Pod Security Standards: restricted',
  'hardened': 'Hardened',
};

const STANDARDS: Record<keyof KnownAs, string> = {
  pss: 'Pod Security Standards',
  nsa: 'NSA/CISA',
  cis: 'CIS Kubernetes Benchmark',
  kubeScore: 'kube-score',
  kubeLinter: 'kube-linter',
  polaris: 'Polaris',
  trivy: 'Trivy',
  kubesec: 'kubesec',
  checkov: 'Checkov',
  kubescape: 'Kubescape',
  kyverno: 'Kyverno',
};

const PREFACE = `<!-- Generated from src/controls by \`npx projen docs\`. Do not edit. -->
# Controls

Every control by which \`cdk8s-hardened\` judges an object. A profile holds all controls of its level and of the levels before it:
\`pss-baseline\` and \`pss-restricted\` are exactly the Pod Security Standards, in every version from 1.0 to ${formatVersion(LATEST_VERSION)}, and that every
field has the type that the API wants; \`hardened\` is the rest, also what keeps a pod from starting. An **error** fails
the synthesis, a *warning* is told. "Filled in" means that hardened workloads get it where their author wrote nothing.`;

function overview(level: Level, controls: readonly Control[]): string {
  const rows = controls.map(({ id, title, severity, ...rest }) =>
    `| [\`${id}\`](#${id}) | ${title} | ${severity === 'error' ? '**error**' : '*warning*'} | ${'fix' in rest ? 'yes' : ''} |`);
  return [`## ${LEVEL_TITLES[level]}`, '', '| id | control | severity | filled in |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function section(control: Control): string {
  const facts = [
    `Level \`${control.level}\`, ${control.severity}${'fix' in control ? ', filled in' : ''}. ${scope(control)}`,
    control.why,
    `**Instead:** ${control.remedy}.`,
    knownAs(control.knownAs),
  ];
  return [`### ${control.id}`, `*${control.title}*`, ...facts.filter(Boolean)].join('\n\n');
}

function scope(control: Control): string {
  if (!isPodControl(control)) {
    const kinds = control.kinds?.map((kind) => `\`${kind.replace(/^\//, '')}\``);
    return kinds ? `On ${kinds.join(', ')}.` : 'On every object.';
  }
  const versions = control.checks.map(({ since }) => formatVersion(since));
  const replaces = control.overrides?.map((id) => `[\`${id}\`](#${id})`);
  const since = versions.length === 1 && versions[0] === formatVersion(0) ? '' : `From Kubernetes ${versions[0]} on`
    + (versions.length > 1 ? `, in other forms from ${versions.slice(1).join(', ')} on.` : '.');
  return [since, replaces && `Stands in the place of ${replaces.join(', ')}.`].filter(Boolean).join(' ');
}

function knownAs(names: KnownAs): string {
  const known = (Object.keys(STANDARDS) as (keyof KnownAs)[]).flatMap((standard) => {
    const ids = names[standard];
    return ids ? `${STANDARDS[standard]} ${ids.join(', ')}` : [];
  });
  return known.length > 0 ? `Known as: ${known.join('; ')}.` : '';
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
