import { Finding } from './finding';
import { printable } from './printable';
import { DOCKERFILE } from '../../policy/waivers/target';

/** What stands for a place that no file has. */
export interface Place {
  readonly uri: string;
  readonly line: number;
}

/** The object of a finding as people name it: `Deployment shop/web`; of a Dockerfile its path. A finding on a scope may have none. */
export function objectTitle({ kind, namespace, name }: Pick<Finding, 'kind' | 'namespace' | 'name'>): string {
  return kind === '' && name === '' ? '(no object)' : printable(kind === DOCKERFILE ? `Dockerfile ${name}` : `${kind} ${namespace ? `${namespace}/` : ''}${name || '(no name)'}`);
}

/** Where a finding is, in one word: a file, or the path of a construct. */
export function sourceOf({ file, constructPath }: Pick<Finding, 'file' | 'constructPath'>): string {
  return printable(file ?? constructText(constructPath));
}

/** The path of a construct; that of an App is empty. */
export function constructText(path: string | undefined): string {
  return path === '' ? '(root)' : path ?? '';
}

/** Where a finding is, as compilers write it: `dist/web.yaml:12:9`, or the path of a construct. */
export function placeText(finding: Pick<Finding, 'file' | 'constructPath' | 'line' | 'column'>): string {
  const { line, column } = finding;
  return [sourceOf(finding), ...line === undefined ? [] : [line], ...column === undefined ? [] : [column]].join(':');
}

/**
 * Where platforms show a finding: a file relative to the root of the repository, without a leading `./`. A finding in the construct tree
 * is shown at the program that made it.
 */
export function repositoryPlace({ file, line = 1 }: Finding): Place {
  return { uri: (file ?? programFile()).replace(/^(?:\.\/)+/, ''), line: file === undefined ? 1 : line };
}

/** The program that runs, relative to the working directory. */
function programFile(): string {
  const [, program = ''] = process.argv;
  const folder = `${process.cwd()}/`;
  return program.startsWith(folder) ? program.slice(folder.length) : 'main.ts';
}
