/* Writes docs/reference/controls.md from the catalog. */
import { mkdirSync, writeFileSync } from 'fs';
import { table } from './markdown';
import { formatVersion, LATEST_VERSION } from '../src/formats/manifest/version';
import { CATALOG } from '../src/policy/controls/catalog';
import { Control, Group, GROUPS, isObjectControl, isPodControl, Level, LEVELS, onlyFillsIn } from '../src/policy/controls/control';
import { mainRisk } from '../src/policy/controls/risk';
import { isFilledIn, kindsOf, knownAs, risksByValue, severityText, specificationText, versionsText } from '../src/tasks/reports/control-facts';

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
that every field has the type that the API requires; \`hardened\` is the rest, also what keeps a pod from starting. "Filled in" means that
hardened workloads get it if their author wrote nothing; a control of severity "off" does nothing else. The controls on declarations, output and
waivers are part of every profile, and cannot be waived.

## Risk and severity

${table(['risk', 'what an attacker gains'], [
  ['`critical`', 'takes over the node or the cluster without another bug'],
  ['`high`', 'is one bug or one stolen credential away from that'],
  ['`medium`', 'can do more in the pod or in the namespace'],
  ['`low`', 'nothing directly: hygiene, cost, availability'],
  ['`refused`', 'the object does not work: the cluster refuses it'],
  ['`broken`', 'the object does not work: its containers do not start, or do not do their work'],
])}

The severity follows from the risk: \`medium\` and \`low\` are a *warning*, the others an **error**. An error fails a synthesis and an audit, unless
\`failOn\` says otherwise. Controls of the Pod Security Standards are errors whatever their risk: that nothing is found is a promise about the API
server. On hardened kinds more controls are errors: those say so below. Settings can change the severity of a control of the level \`hardened\`, with a reason.`;

const SEVERITIES: Record<string, string> = { error: '**error**', warning: '*warning*', off: 'off' };

function overview(level: Level | Group, controls: readonly Control[]): string {
  const rows = controls.map((control) => {
    const { id, title } = control;
    return [`[\`${id}\`](#${id})`, title, onlyFillsIn(control) ? '' : mainRisk(control.risk), SEVERITIES[severityText(control)], isFilledIn(control) ? 'yes' : ''];
  });
  return [`## ${TITLES[level]}`, table(['id', 'control', 'risk', 'severity', 'filled in'], rows)].join('\n\n');
}

function section(control: Control): string {
  const known = knownAs(control);
  const facts = [
    [`Level \`${control.level}\``, severityText(control) === 'off' ? 'never reported' : `severity ${severityText(control)}${control.failsHardenedKinds ? ', an error on hardened kinds' : ''}`, isFilledIn(control) && 'filled in', versionsText(control)].filter(Boolean).join(', ')
      + `.${scope(control)}`,
    control.why,
    riskSection(control),
    `**Fix:** ${control.remedy}.`,
    control.remedyInCode && `**In code:** ${control.remedyInCode}.`,
    control.refusedBy && `Refused by the ${control.refusedBy === 'kubelet' ? 'kubelet' : 'API server'}: a waiver cannot help.`,
    specificationText(control).length > 0 && `\`\`\`text\n${specificationText(control).join('\n\n')}\n\`\`\``,
    known.length > 0 && `Known as: ${known.join('; ')}.`,
  ];
  return [`### ${control.id}`, `*${control.title}*`, ...facts.filter(Boolean)].join('\n\n');
}

/** The risk, by value where that decides, and why other tools differ. */
function riskSection(control: Control): string | undefined {
  const { risk, riskNote } = control;
  if (onlyFillsIn(control)) {
    return undefined;
  }
  const risks = typeof risk === 'string' ? `**Risk:** ${risk}.`
    : `**Risk** by value:\n\n${table(['risk', 'value'], risksByValue(control))}`;
  return [risks, ...riskNote === undefined ? [] : [riskNote]].join(typeof risk === 'string' ? ' ' : '\n\n');
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
