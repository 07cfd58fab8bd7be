import { dump } from 'js-yaml';
import { podSpecOf, typescriptOf } from './declaration';
import { Suggestion, SuggestedPath, Written } from './suggestion';
import { Ending } from './watch';
import { printable } from '../../reports/printable';

/** The report of one run. */
export interface SuggestionReport {
  readonly image: string;
  readonly runtime: string;
  /** From `--user`, or else the image's USER. */
  readonly user?: string;
  readonly ending: Ending;
  /** Remarks on the run as a whole. */
  readonly remarks: readonly string[];
  readonly suggestion: Suggestion;
}

export function suggestionJson({ suggestion, ...run }: SuggestionReport): string {
  const { paths } = suggestion;
  const remarks = [...run.remarks, ...suggestion.remarks];
  return `${JSON.stringify({ ...run, ...suggestion, remarks, typescript: typescriptOf(paths), podSpec: podSpecOf(paths, run.image) }, undefined, 2)}\n`;
}

export function suggestionText({ image, runtime, user, ending, remarks, suggestion }: SuggestionReport): string {
  const { paths, impossible } = suggestion;
  const blocks = [
    [`${image} ran for ${ending.seconds} s under ${runtime} as ${user || 'root'}, ${ENDINGS[ending.kind](ending)}.`, ...remarks.map(sentence)],
    paths.length === 0
      ? ['It wrote nothing that needs to be declared.']
      : ['It wrote:', ...paths.flatMap(pathLines)],
    suggestion.remarks.map(sentence),
    impossible.flatMap(({ path, why, instead, ...own }) => [
      `${path} cannot be declared: ${why}. It wrote ${examples(own)} there.`,
      `    fix: ${instead}`,
    ]),
    paths.length === 0 ? [] : ['In TypeScript, as a prop of a hardened workload:', '', ...indented(typescriptOf(paths))],
    paths.length === 0 ? [] : ['In YAML, in the spec of a pod:', '', ...indented(yamlOf(paths, image))],
  ];
  return `${blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(printable).join('\n')).join('\n\n')}\n`;
}

const ENDINGS: { readonly [kind in Ending['kind']]: (ending: Ending) => string } = {
  time: () => 'until the time limit',
  until: () => 'until the command succeeded',
  exit: ({ exitCode }) => `and exited with code ${exitCode}`,
  interrupted: () => 'until it was interrupted',
};

function pathLines(path: SuggestedPath): string[] {
  const { imageFiles, isSeeded, isImageVolume, remarks } = path;
  const facts = [
    ...isImageVolume ? ['a VOLUME of the image'] : [],
    ...writes(path),
    ...isSeeded ? [`needs seeding: ${imageFiles === 0 ? 'the image has directories there' : `the image has ${count(imageFiles, 'file')} there`}`] : [],
  ];
  return [`  ${path.path}: ${facts.join('; ')}`, ...remarks.map((remark) => `      ${remark}`)];
}

function writes(path: SuggestedPath): string[] {
  const { changes } = path;
  if (changes.length === 1 && changes[0] === path.path) {
    return ['no lasting change, but the directory was written to'];
  }
  return changes.length === 0 ? [] : [`${amount(path)}: ${examples(path)}`];
}

function yamlOf(paths: readonly SuggestedPath[], image: string): string {
  return dump(podSpecOf(paths, image), { lineWidth: -1, noRefs: true });
}

const SHOWN = 3;

function examples({ changes }: Written): string {
  const more = changes.length - SHOWN;
  return changes.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

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
