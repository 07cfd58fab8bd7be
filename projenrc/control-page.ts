import { ControlExample, exampleOf } from './control-example';
import { table } from './markdown';
import { headOf, paragraphs } from './pages';
import { JsonObject } from '../src/formats/manifest/json';
import { objectName } from '../src/formats/manifest/workload';
import { Control, isDockerfileControl, isObjectControl, isPodControl, isWaivable, onlyFillsIn } from '../src/policy/controls/control';
import { allInCode } from '../src/policy/controls/remedy-in-code';
import { Waiver } from '../src/policy/settings/waiver';
import { suggestWaiver, waiverText } from '../src/policy/waivers/suggest';
import { isFilledIn, kindsOf, knownAs, risksByValue, severityText, specificationText, versionsText } from '../src/tasks/reports/control-facts';
import { findingText } from '../src/tasks/reports/text';

/** The page of one control: its rule, the reason, the risk, an example with its fix, a waiver, and the names that others have for it. */
export function controlPage(control: Control): string {
  const { id, title, why } = control;
  const rule = specificationText(control);
  const known = knownAs(control);
  return `${paragraphs(
    headOf('src/policy/controls'),
    `# ${id}`,
    `*${title}*`,
    table(['', ''], factsOf(control)),
    `**Why:** ${why}`,
    riskSection(control),
    ...rule.length > 0 ? ['## Rule', block('text', rule.join('\n\n'))] : [],
    ...fixSection(control, onlyFillsIn(control) ? undefined : exampleOf(control)),
    ...known.length > 0 ? ['## In other tools', known.map((each) => `- ${each}`).join('\n')] : [],
    '[All controls](../controls.md)',
  )}\n`;
}

function factsOf(control: Control): readonly (readonly string[])[] {
  const severity = severityText(control);
  const kinds = kindsOf(control);
  const replaced = isPodControl(control) ? control.replaces?.map((id) => `[\`${id}\`](${id}.md)`) ?? [] : [];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Level', `\`${control.level}\``],
    ['Severity', severity === 'off' ? 'never reported' : `${severity}${control.failsHardenedKinds ? '; error on hardened kinds' : ''}`],
    ['Versions', versionsText(control)],
    ['Objects', kinds.length > 0 ? kinds.map((kind) => `\`${kind}\``).join(', ') : isObjectControl(control) ? 'all' : undefined],
    ['Filled in', isFilledIn(control) ? 'yes, in hardened workloads' : undefined],
    ['Replaces', replaced.length > 0 ? replaced.join(', ') : undefined],
  ];
  return facts.flatMap(([name, value]) => value === undefined ? [] : [[name, value]]);
}

/** The risk, by value where that decides, and why other tools differ. */
function riskSection(control: Control): string | undefined {
  const { risk, riskNote } = control;
  if (onlyFillsIn(control)) {
    return undefined;
  }
  return typeof risk === 'string'
    ? `**Risk:** ${risk}.${riskNote === undefined ? '' : ` ${riskNote}`}`
    : paragraphs('**Risk** by value:', table(['risk', 'value'], risksByValue(control)), riskNote);
}

function fixSection(control: Control, example: ControlExample | undefined): readonly string[] {
  const { remedy, remedyInCode, refusedBy } = control;
  return [
    '## Fix',
    ...example ? ['An example of a finding:', block('text', `${example.finding.risk}: ${findingText(example.finding)}`)] : [],
    `**In ${isDockerfileControl(control) ? 'the Dockerfile' : 'YAML'}:** ${remedy}.`,
    ...remedyInCode === undefined ? [] : [`**In code:** ${allInCode(remedyInCode)}`],
    ...example?.fix === undefined ? [] : ['In a pod without other findings, `harden --profile hardened --override-unsafe` changes these lines:', block('diff', example.fix)],
    ...waiverSection(control, example, refusedBy),
  ];
}

function waiverSection(control: Control, example: ControlExample | undefined, refusedBy: Control['refusedBy']): readonly string[] {
  if (onlyFillsIn(control)) {
    return [];
  }
  if (!isWaivable(control) || refusedBy !== undefined) {
    const who = refusedBy === 'kubelet' ? 'the kubelet' : 'the API server';
    return ['## Waiver', refusedBy === undefined ? 'No waiver can accept this finding.' : `A waiver does not help: ${who} refuses the object.`];
  }
  const waiver = example && suggestWaiver(example.finding);
  if (!waiver) {
    return [];
  }
  if (isDockerfileControl(control)) {
    const comment = JSON.stringify(waiver, undefined, 1).replace(/\n */g, ' ');
    return ['## Waiver', '[A waiver](../../how-to/waivers.md) accepts this finding and no other. Write it above the instruction, and below directives such as `# syntax=`:', block('dockerfile', `# cdk8s-hardened/waive: ${comment}`)];
  }
  return [
    '## Waiver',
    '[A waiver](../../how-to/waivers.md) accepts this finding and no other. In code, as an item of `waivers`:',
    block('ts', waiverText(waiver)),
    ...example.object ? ['In `cdk8s-hardened.yaml` or a waiver file:', block('yaml', yamlOf(waiver, example.object))] : [],
  ];
}

function yamlOf({ reason, ...waiver }: Waiver, { kind, metadata, ...object }: JsonObject): string {
  const { namespace } = metadata as JsonObject;
  const name = objectName({ metadata, ...object });
  const flow = (value: unknown) => Array.isArray(value) ? `[${value.map((each) => JSON.stringify(each)).join(', ')}]` : String(value);
  return [
    'waivers:',
    `  - target: { kind: ${String(kind)}, ${namespace === undefined ? '' : `namespace: ${String(namespace)}, `}name: ${name} }`,
    ...Object.entries(waiver).map(([key, value]) => `    ${key}: ${flow(value)}`),
    `    reason: ${JSON.stringify(reason)}`,
  ].join('\n');
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
