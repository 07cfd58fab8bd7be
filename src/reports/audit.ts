import { Severity } from '../controls/control';
import { Path } from '../manifest/json';

/** One finding of an audit, with its place in the source. The field names are those of the JSON report. */
export interface AuditFinding {
  /** Id of the control, `waiver` where a waiver is what is wrong, or `left-out` for what one object has too many of. */
  readonly control: string;
  readonly severity: Severity;
  readonly waived: boolean;
  readonly file: string;
  /** Which document of the file, counting from 1; one that is empty does not count. */
  readonly document: number;
  readonly line: number;
  readonly apiVersion: string;
  /** `Dockerfile` where it is one. */
  readonly kind: string;
  readonly namespace: string | null;
  /** Of a Dockerfile: its path. */
  readonly name: string;
  readonly container: string | null;
  /** The keyword of the instruction; null where the file is no Dockerfile. */
  readonly instruction: string | null;
  /** JSON Pointer into the document (RFC 6901); in a Dockerfile the place of the instruction, as `/instructions/0`. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

export interface AuditSummary {
  files: number;
  documents: number;
  dockerfiles: number;
  workloads: number;
  errors: number;
  warnings: number;
  waived: number;
  /** Objects that hold pods, or settings of pods, that no control evaluated, and no waiver accepts. */
  unevaluated: number;
  /** Findings that were counted and not reported: one object had too many. */
  leftOut: number;
}

/** What an audit was asked to do. */
export interface AuditHeader {
  readonly tool: { readonly name: string; readonly version: string };
  readonly profile: string;
  readonly kubernetesVersion: string;
  readonly platform: string;
}

/** Something that turns an audit into text while it runs. */
export interface AuditReport {
  begin(header: AuditHeader): string;
  finding(finding: AuditFinding): string;
  end(summary: AuditSummary): string;
}

/** A path as a JSON Pointer. */
export function toJsonPointer(path: Path): string {
  let pointer = '';
  for (const step of path) {
    pointer += `/${typeof step === 'string' && NEEDS_ESCAPE.test(step) ? step.replace(/~/g, '~0').replace(/\//g, '~1') : step}`;
  }
  return pointer;
}

const NEEDS_ESCAPE = /[~/]/;

/** `1 file`, `2 files`. */
export function countText(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
