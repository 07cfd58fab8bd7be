/* Writes docs/reference/controls.md from the catalog. */
import { mkdirSync, writeFileSync } from 'fs';
import { table } from './markdown';
import { formatVersion, LATEST_VERSION } from '../src/formats/manifest/version';
import { CATALOG } from '../src/policy/controls/catalog';
import { Control, Group, GROUPS, isObjectControl, isPodControl, Level, LEVELS } from '../src/policy/controls/control';
import { isFilledIn, kindsOf, knownAs, severityText, specificationText, versionsText } from '../src/tasks/reports/control-facts';

const TITLES: Record<Level | Group, string> = {
  'pss-baseline': 'Pod Security Standards: baseline',
  'pss-restricted': 'Pod Security Standards: restricted',
  'hardened': 'Hardened',
  'declarations': 'Declarations: the options of hardened workloads',
  'output': 'Output: what leaves cdk8s',
  'waivers': 'Waivers',
};

const PREFACE = `<!-- Generated from src/policy/controls by \`npx projen docs\`. Do not edit. -->
# Controls

Every control that \`cdk8s-hardened\` checks objects and Dockerfiles with. A profile contains all controls of its level and of the levels before it:
\`pss-baseline\` and \`pss-restricted\` are exactly the Pod Security Standards, in every version from 1.0 to ${formatVersion(LATEST_VERSION)}, plus a check
that every field has the type that the API requires; \`hardened\` is the rest, also what keeps a pod from starting. An **error** fails
the synthesis, a *warning* is only reported. "Filled in" means that hardened workloads get it if their author wrote nothing; a control of
severity "none" does nothing else. The controls on declarations, output and
waivers are part of every profile, and cannot be waived.`;

const SEVERITIES: Record<string, string> = { error: '**error**', warning: '*warning*', none: 'none' };

function overview(level: Level | Group, controls: readonly Control[]): string {
  const rows = controls.map((control) => {
    const { id, title } = control;
    return [`[\`${id}\`](#${id})`, title, SEVERITIES[severityText(control)], isFilledIn(control) ? 'yes' : ''];
  });
  return [`## ${TITLES[level]}`, table(['id', 'control', 'severity', 'filled in'], rows)].join('\n\n');
}

function section(control: Control): string {
  const known = knownAs(control);
  const facts = [
    [`Level \`${control.level}\``, severityText(control) === 'none' ? 'never reported' : control.severity, isFilledIn(control) && 'filled in', versionsText(control)].filter(Boolean).join(', ')
      + `.${scope(control)}`,
    control.why,
    `**Fix:** ${control.remedy}.`,
    control.remedyInCode && `**In code:** ${control.remedyInCode}.`,
    control.refusedBy && `Refused by the ${control.refusedBy === 'kubelet' ? 'kubelet' : 'API server'}: a waiver cannot help.`,
    specificationText(control).length > 0 && `\`\`\`text\n${specificationText(control).join('\n\n')}\n\`\`\``,
    known.length > 0 && `Known as: ${known.join('; ')}.`,
  ];
  return [`### ${control.id}`, `*${control.title}*`, ...facts.filter(Boolean)].join('\n\n');
}

function scope(control: Control): string {
  if (isPodControl(control)) {
    const replaced = control.overrides?.map((id) => `[\`${id}\`](#${id})`);
    return replaced ? ` Replaces ${replaced.join(', ')}.` : '';
  }
  const kinds = kindsOf(control);
  return kinds.length > 0 ? ` On ${kinds.map((kind) => `\`${kind}\``).join(', ')}.` : isObjectControl(control) ? ' On every object.' : '';
}

const byLevel = [...LEVELS, ...GROUPS].map((level) => [level, CATALOG.filter((control) => control.level === level)] as const);
const pages = [
  PREFACE,
  ...byLevel.map(([level, controls]) => overview(level, controls)),
  '## One by one',
  ...CATALOG.map(section),
];
mkdirSync('docs', { recursive: true });
writeFileSync('docs/reference/controls.md', `${pages.join('\n\n')}\n`);
