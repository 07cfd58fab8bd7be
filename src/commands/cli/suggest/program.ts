import { basename } from 'path/posix';
import type { SeenRun } from './observe';
import { normalizePath } from '../../../formats/manifest/paths';

/** Normalized paths in the command of a container, and its working directory, unless it is `/`. */
export function startedPaths({ words, workdir, before }: Pick<SeenRun, 'words' | 'workdir' | 'before'>): readonly string[] {
  const paths = words.map((word) => normalizePath(word.startsWith('/') ? word : `${workdir}/${word}`)).filter((path) => before.has(path));
  return workdir === '/' ? paths : [workdir, ...paths];
}

/** Remarks on files with capabilities that the log of a failure names: the kernel did not start them. */
export function capabilityRemarks({ before, log, ending }: Pick<SeenRun, 'before' | 'log' | 'ending'>): readonly string[] {
  const refused = ending.kind === 'exit' && ending.exitCode !== 0 ? log.filter((line) => /operation not permitted/i.test(line)) : [];
  const words = new Set(refused.flatMap((line) => line.split(/[\s:'"`]+/)));
  return [...before].flatMap(([path, { capabilities }]) =>
    capabilities && (words.has(path) || words.has(basename(path))) ? [remark(path, capabilities)] : []);
}

function remark(path: string, capabilities: readonly string[]): string {
  const options = capabilities.map((name) => `--run-option=--cap-add=${name}`).join(' ');
  return `${path} has the capabilities ${capabilities.join(', ')} in its file, so that it does not start where `
    + `the pod drops ALL: "exec ${path}: operation not permitted". `
    + `Remove them in the image, with \`setcap -r ${path}\`, or add them back: in the workload with \`capabilities: { `
    + `add: [${capabilities.join(', ')}] }\`, and here with ${options}`;
}
