import { notesOn } from './notes';
import { printedRemedy, Snippets } from './printed-remedy';
import { printable } from '../../reports/printable';
import { PossibleCause, Diagnosis } from '../diagnose';
import { FailureEvidence, EvidenceLine, namespaceOption } from '../evidence';
import { Examination } from '../examine';
import { Redact } from '../redact';

const LONGEST = 400;
/** Log lines to show for a container without a known cause. */
const LAST_LINES = 8;
const MOST_OTHERS = 3;

/** The report for a terminal. */
export function textReport({ diagnoses, unknown, healthy, starting }: Examination, redact: Redact): string {
  const blocks = [
    ...diagnoses.map((diagnosis) => diagnosisText(diagnosis, redact)),
    ...unknown.map((evidence) => unknownText(evidence, redact)),
    ...starting.length > 0 && diagnoses.length + unknown.length === 0
      ? [`still starting: ${starting.map(nameOf).join(', ')}; ask again in a minute`]
      : [],
    summary(diagnoses.length, unknown.length, healthy.length),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function summary(diagnoses: number, unknown: number, healthy: number): string {
  return [
    diagnoses > 0 && `${diagnoses} with a known cause`,
    unknown > 0 && `${unknown} unknown`,
    healthy > 0 && `${healthy} ${healthy === 1 ? 'container runs' : 'containers run'}`,
  ].filter(Boolean).join(', ') || 'nothing wrong found';
}

function nameOf({ subject, container }: FailureEvidence): string {
  return printable(container === undefined ? subject : `${subject}, container "${container}"`);
}

function diagnosisText({ evidence, causes, others }: Diagnosis, redact: Redact): string {
  return [
    `${nameOf(evidence)}${evidence.state === 'healthy' ? ' (runs, and yet)' : ''}:`,
    ...withoutRepeats(causes.map((candidate) => causeText(candidate, evidence, redact))),
    ...othersText('less likely', others, redact),
    ...notesOn(evidence, causes).map((note) => `  note: ${oneLine(note, redact)}`),
  ].join('\n');
}

function othersText(title: string, others: readonly PossibleCause[], redact: Redact): readonly string[] {
  const texts = others.slice(0, MOST_OTHERS).map(({ cause, found }) => `${cause.id} (${quote(found.line, redact)})`);
  return texts.length === 0 ? [] : [`  ${title}: ${texts.join('; ')}`];
}

/** A part that was printed before, such as the same entry of the settings file, is not printed again. */
function withoutRepeats(causes: readonly (readonly string[])[]): readonly string[] {
  const seen = new Set<string>();
  return causes.flatMap((parts) => parts.filter((part) => !seen.has(part) && seen.add(part)));
}

function causeText({ cause, found }: PossibleCause, evidence: FailureEvidence, redact: Redact): readonly string[] {
  const { do: what, code, toComplete } = printedRemedy({ cause, found }, evidence);
  return [
    `  cause: ${cause.id}: ${cause.title}`,
    `    evidence: ${printable(found.line.at)}: ${quote({ ...found.line, text: found.facts.quote ?? found.line.text }, redact)}`,
    `    why: ${cause.why}`,
    `    do: ${oneLine(what, redact)}`,
    ...snippetsText(code, '', redact),
    ...toComplete ? snippetsText(toComplete, `, with your value for ${toComplete.placeholders.join(', ')}`, redact) : [],
  ];
}

function snippetsText({ typescript, yaml, settings }: Snippets, condition: string, redact: Redact): readonly string[] {
  return [
    ...snippet(`in TypeScript${condition}`, typescript, redact),
    ...snippet(`in YAML${condition}`, yaml, redact),
    ...snippet(`in cdk8s-hardened.yaml${condition}`, settings, redact),
  ];
}

function snippet(name: string, text: string | undefined, redact: Redact): readonly string[] {
  return text === undefined
    ? []
    : [[`    ${name}:`, ...text.split('\n').map((line) => `      ${oneLine(line, (each) => redact(each, true))}`)].join('\n')];
}

function quote({ text, reason }: EvidenceLine, redact: Redact): string {
  const line = oneLine(text.trim() || reason || '', redact);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
}

/** Safe to print: GitHub executes a line that begins with `::`, even after spaces. */
function oneLine(text: string, redact: Redact): string {
  return printable(redact(text).replace(/\s*\n\s*/g, ' ')).replace(/^(\s*):(?=:)/, '$1\\u003a');
}

/** The command that prints the log of a container. A container that never ran has no log. */
function noLog({ container, subject, restarts, exitCode }: FailureEvidence): readonly string[] {
  const [kind, name = ''] = subject.split(' ');
  const [pod, namespace] = name.split('/').reverse();
  return container === undefined || kind !== 'Pod' || (restarts === 0 && exitCode === undefined) ? []
    : ['    its log was not read: '
      + `${printable(`kubectl logs ${pod} --container=${container} --previous${namespaceOption(namespace)}`)}`];
}

function unknownText({ evidence, others }: Diagnosis, redact: Redact): string {
  const { exitCode, lines, image } = evidence;
  const log = lines.filter(({ source }) => source === 'log').slice(-LAST_LINES);
  const cluster = lines.filter(({ source, reason }) => source !== 'log' && reason !== 'BackOff');
  return [
    `${nameOf(evidence)}${evidence.state === 'healthy' ? ' (runs, and is refused something again and again)' : ''}:`,
    `  cause: unknown${exitCode === undefined ? '' : ` (exit code ${exitCode})`}`,
    ...cluster.slice(-3).map((line) => `    ${printable(line.at)}: ${quote(line, redact)}`),
    ...log.length > 0 ? ['    last lines of the log:', ...log.map((line) => `      ${quote(line, redact)}`)] : [],
    ...lines.some(({ source, at }) => source === 'log' && at.startsWith('log')) ? [] : noLog(evidence),
    ...othersText('possible', others, redact).map((line) => `  ${line}`),
    ...notesOn(evidence, []).map((note) => `  note: ${oneLine(note, redact)}`),
    ...image === undefined ? [] : [`    to list the paths that it writes, run: npx cdk8s-hardened suggest-paths ${printable(image)}`],
  ].join('\n');
}
