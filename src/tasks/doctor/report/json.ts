import { notesOn } from './notes';
import { printedRemedy } from './printed-remedy';
import { printable } from '../../reports/printable';
import { PossibleCause, Diagnosis } from '../diagnose';
import { Examination } from '../examine';
import { Redact } from '../redact';

/** Raise it when a field changes its meaning or is removed. A new field does not raise it. */
const SCHEMA_VERSION = 1;

/** Fields that this library writes; all others can quote foreign texts. */
const PROPOSALS = new Set(['title', 'why', 'typescript', 'yaml', 'settings']);

/** The commands that read the cluster, and the failures. */
export interface Readings {
  readonly commands: readonly string[];
  readonly failures: readonly string[];
}

/** The report for programs: one finding for each cause, also for `unknown`. Texts are as in the report for a terminal. */
export function jsonReport(examination: Examination, { commands, failures }: Readings, redact: Redact): string {
  const { diagnoses, unknown, healthy, starting } = examination;
  const report = {
    schemaVersion: SCHEMA_VERSION,
    findings: [
      ...diagnoses.flatMap((diagnosis) => diagnosis.causes.map((candidate) => findingOf(diagnosis, candidate))),
      ...unknown.map((diagnosis) => ({
        ...containerFields(diagnosis),
        cause: 'unknown',
        exitCode: diagnosis.evidence.exitCode,
        evidence: lastLines(diagnosis),
        possible: diagnosis.others.map(({ cause }) => cause.id),
      })),
    ],
    healthy: healthy.length,
    starting: starting.map(({ subject, container }) => ({ subject, container })),
    commands,
    failures,
  };
  const json = JSON.stringify(report, (key, value: unknown) => typeof value === 'string' ? redact(value, PROPOSALS.has(key)) : value, 2);
  // The escapes of a text for a terminal are those of JSON.
  return `${json.split('\n').map(printable).join('\n')}\n`;
}

function containerFields({ evidence: { subject, container, workload, state } }: Diagnosis) {
  return { subject, container, workload, isReady: state === 'healthy' };
}

function findingOf(diagnosis: Diagnosis, { cause, found }: PossibleCause) {
  const { do: what, code, toComplete } = printedRemedy({ cause, found }, diagnosis.evidence);
  return {
    ...containerFields(diagnosis),
    cause: cause.id,
    title: cause.title,
    why: cause.why,
    evidence: [lineOf(found.line)],
    do: what,
    ...code,
    toComplete,
    notes: notesOn(diagnosis.evidence, diagnosis.causes),
    possible: diagnosis.others.map((other) => other.cause.id),
  };
}

function lineOf({ at, text, reason }: Diagnosis['evidence']['lines'][number]) {
  return { at, text: text.trim() || reason || '' };
}

function lastLines({ evidence: { lines } }: Diagnosis) {
  return lines.filter(({ reason }) => reason !== 'BackOff').slice(-10).map(lineOf);
}
