import { dump } from 'js-yaml';
import { AccountIds } from './accounts';
import { SuggestedDeclaration, podSpecOf, typescriptOf } from './declaration';
import { answerText } from './differences';
import { Suggestion, SuggestedPath, Written } from './suggestion';
import type { RunVerification } from './verify';
import { Ending } from './watch';
import { firstOf } from '../../../formats/manifest/first-of';
import { printable } from '../../../tasks/reports/printable';

/** The place of a container in a cluster. */
export interface PodPlace {
  readonly context?: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** The report of one run. */
export interface SuggestionReport {
  readonly image: string;
  /** The program that ran or watched it. */
  readonly runtime: string;
  /** The container of a cluster, if it ran there. */
  readonly pod?: PodPlace;
  /** The user in the form of the runtime. */
  readonly user: string;
  /** The user of the hardened workload: the same, unless that is root. */
  readonly runAs: AccountIds;
  /** The address of `--probe`. */
  readonly probe?: string;
  readonly lowPorts: readonly number[];
  readonly ending: Ending;
  /** Remarks on the run as a whole. */
  readonly remarks: readonly string[];
  readonly suggestion: Suggestion;
  /** The second run, or the reason why it was skipped; absent with --skip-verification. */
  readonly verification?: RunVerification | string;
}

export function suggestionJson({ suggestion, verification, ...run }: SuggestionReport): string {
  const remarks = [...run.remarks, ...suggestion.remarks];
  const declared = declaredIn({ suggestion, ...run });
  return `${JSON.stringify({
    ...run,
    ...suggestion,
    remarks,
    verification: verificationJson(verification),
    typescript: typescriptOf(declared),
    podSpec: podSpecOf(declared),
  }, undefined, 2)}\n`;
}

export function suggestionText(report: SuggestionReport): string {
  const { image, runtime, pod, user, ending, remarks, suggestion, probe, verification } = report;
  const declared = declaredIn(report);
  const { paths, impossible } = suggestion;
  const blocks = [
    [
      pod ? `${pod.container} of the pod ${pod.namespace}/${pod.pod} (${image}) was watched for ${ending.seconds} s, and runs as ${user}.`
        : `${image} ran for ${ending.seconds} s under ${runtime} as ${user}, `
          + `${ENDINGS[ending.kind](ending)}${ending.answer ? `; ${probe} gave ${answerText(ending.answer)}` : ''}.`,
      ...remarks.map(sentence),
    ],
    paths.length === 0
      ? ['It wrote nothing that needs to be declared.']
      : ['It wrote:', ...paths.flatMap(pathLines)],
    suggestion.remarks.map(sentence),
    impossible.flatMap(({ path, why, instead, ...own }) => [
      `${path} cannot be declared: ${why}. It wrote ${firstOf(own.changes, SHOWN)} there.`,
      `    fix: ${instead}`,
    ]),
    verification === undefined ? [] : verificationLines(verification, probe, paths.length > 0),
    ['In TypeScript, as props of a hardened workload:', '', ...indented(typescriptOf(declared))],
    paths.length === 0 ? [] : ['In YAML, in the spec of a pod:', '', ...indented(yamlOf(declared))],
  ];
  return `${blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(printable).join('\n')).join('\n\n')}\n`;
}

const ENDINGS: { readonly [kind in Ending['kind']]: (ending: Ending) => string } = {
  time: () => 'until the time limit',
  until: ({ answer }) => answer ? 'until it was ready' : 'until the command succeeded',
  exit: ({ exitCode }) => `and exited with code ${exitCode}`,
  interrupted: () => 'until it was interrupted',
};

function declaredIn({ image, runAs, lowPorts, suggestion }: Omit<SuggestionReport, 'verification'>): SuggestedDeclaration {
  return { image, ids: runAs, lowPorts, paths: suggestion.paths };
}

/** The second run as JSON. The first field is the outcome in one word, so that programs can skip the rest. */
function verificationJson(verification: SuggestionReport['verification']): object {
  if (typeof verification !== 'object') {
    return { outcome: 'none', why: verification ?? '--skip-verification' };
  }
  const { user, ending, differences, refusedWrites } = verification;
  return { outcome: differences.length === 0 ? 'same' : 'different', user, ending, differences, refusedWrites };
}

function verificationLines(verification: RunVerification | string, probe: string | undefined, hasPaths: boolean): string[] {
  if (typeof verification === 'string') {
    return [`Not verified: ${verification}.`];
  }
  const { user, ending, differences, refusedWrites } = verification;
  const how = `with a read-only root filesystem${hasPaths ? ' and these paths' : ''}, as ${user}`;
  const answer = ending?.answer ? `, and ${probe} gave ${answerText(ending.answer)} again` : '';
  return [
    ...differences.length === 0
      ? [`Verified: ${how}, it did the same for ${ending?.seconds} s${answer}.`]
      : [`It does not work ${how}:`, ...differences.map((each) => `    ${each}`)],
    ...refusedWrites.length === 0
      ? []
      : ['Its log has lines that it did not have in the first run:', ...refusedWrites.map((line) => `    ${line}`)],
  ];
}

function pathLines(path: SuggestedPath): string[] {
  const { imageFiles, isSeeded, isImageVolume, remarks } = path;
  const facts = [
    ...isImageVolume ? ['a VOLUME of the image'] : [],
    ...writes(path),
    ...isSeeded
      ? [`needs seeding: ${imageFiles === 0 ? 'the image has directories there' : `the image has ${count(imageFiles, 'file')} there`}`]
      : [],
  ];
  return [`  ${path.path}: ${facts.join('; ')}`, ...remarks.map((remark) => `      ${remark}`)];
}

function writes(path: SuggestedPath): string[] {
  const { changes } = path;
  if (changes.length === 1 && changes[0] === path.path) {
    return ['no lasting change, but the directory was written to'];
  }
  return changes.length === 0 ? [] : [`${amount(path)}: ${firstOf(path.changes, SHOWN)}`];
}

function yamlOf(declared: SuggestedDeclaration): string {
  return dump(podSpecOf(declared), { lineWidth: -1, noRefs: true });
}

const SHOWN = 3;

function amount({ changes, bytes }: Written): string {
  return `${count(changes.length, 'change')}, ${size(bytes)}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

const UNITS = ['byte', 'KiB', 'MiB', 'GiB', 'TiB'];

function size(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  return power === 0 ? count(bytes, UNITS[0]) : `${Math.ceil(bytes / 1024 ** power)} ${UNITS[power]}`;
}

function indented(text: string): string[] {
  return text.trimEnd().split('\n').map((line) => line && `  ${line}`);
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}
