/* Writes docs/reference/controls.md, and a page for each control beside it, from the catalog. */
import { controlPage } from './control-page';
import { table } from './markdown';
import { headOf, Pages, paragraphs, removeOthers, writePages } from './pages';
import { formatVersion, LATEST_VERSION } from '../src/formats/manifest/version';
import { CATALOG } from '../src/policy/controls/catalog';
import { Group, GROUPS, Level, LEVELS, onlyFillsIn } from '../src/policy/controls/control';
import { mainRisk } from '../src/policy/controls/risk';
import { isFilledIn, severityText } from '../src/tasks/reports/control-facts';

const TITLES: Record<Level | Group, string> = {
  'pss-baseline': 'Pod Security Standards: baseline',
  'pss-restricted': 'Pod Security Standards: restricted',
  'hardened': 'Hardened',
  'declarations': 'Declarations: the options of hardened workloads',
  'output': 'Output: what leaves cdk8s',
  'waivers': 'Waivers',
};

const FILE = 'docs/reference/controls.md';
const FOLDER = 'docs/reference/controls';

const PREFACE = `${headOf('src/policy/controls')}
# Controls

\`cdk8s-hardened\` checks objects and Dockerfiles with these controls. A profile contains the controls of its level and of all levels above it in
this list. \`pss-baseline\` and \`pss-restricted\` are exactly the Pod Security Standards, in every version from 1.0 to ${formatVersion(LATEST_VERSION)}, plus one check:
each field has the type that the API requires. \`hardened\` adds all other controls, including those that find why a pod does not start. Hardened
workloads get a value that is "filled in" if their author set none. A control with the severity "off" only fills in a value. Every profile contains the
controls on declarations, output and waivers, and no waiver can accept their findings.

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
server. Some controls are errors on hardened kinds only: their pages say so. Settings can change the severity of a control of the level \`hardened\`, with a reason.`;

const SEVERITIES: Record<string, string> = { error: '**error**', warning: '*warning*', off: 'off' };

function overview(level: Level | Group): string {
  const rows = CATALOG.filter((control) => control.level === level).map((control) => {
    const { id, title, risk } = control;
    const severity = SEVERITIES[severityText(control)];
    return [`[\`${id}\`](controls/${id}.md)`, title, onlyFillsIn(control) ? '' : mainRisk(risk), severity, isFilledIn(control) ? 'yes' : ''];
  });
  return paragraphs(`## ${TITLES[level]}`, table(['id', 'control', 'risk', 'severity', 'filled in'], rows));
}

export function controlPages(): Pages {
  return new Map([
    [FILE, `${paragraphs(PREFACE, ...[...LEVELS, ...GROUPS].map(overview))}\n`],
    ...CATALOG.map((control) => [`${FOLDER}/${control.id}.md`, controlPage(control)] as const),
  ]);
}

export function write(): void {
  const pages = controlPages();
  writePages(pages);
  removeOthers(FOLDER, pages);
}
