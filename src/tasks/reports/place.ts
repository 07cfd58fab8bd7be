import { Finding } from './finding';
import { printable } from './printable';
import { NO_NAME, refText } from '../../formats/manifest/object-ref';

/** The file and line at which a platform shows a finding. */
export interface ReportPlace {
  readonly uri: string;
  readonly line: number;
}

/** The object of a finding as people name it: `Deployment shop/web`; of a Dockerfile its path. A finding on a scope may have none. */
export function objectTitle({ kind, namespace, name }: Pick<Finding, 'kind' | 'namespace' | 'name'>): string {
  return kind === '' && name === '' ? '(no object)' : printable(refText({ kind, namespace, name: name || NO_NAME }));
}

/** The source of a finding: a file, or the path of a construct. */
export function sourceOf({ file, constructPath }: Pick<Finding, 'file' | 'constructPath'>): string {
  return printable(file ?? constructText(constructPath));
}

/** The path of a construct, which is empty for an App. */
export function constructText(path: string | undefined): string {
  return path === '' ? '(root)' : path ?? '';
}

/** The place of a finding as compilers write it: `dist/web.yaml:12:9`, with the template of a rendered object; or a construct path. */
export function placeText(
  finding: Pick<Finding, 'file' | 'constructPath' | 'line' | 'column' | 'source' | 'managedBy'>,
): string {
  const { line, column } = finding;
  return [sourceOf(finding), ...line === undefined ? [] : [line], ...column === undefined ? [] : [column]].join(':')
    + templateText(finding);
}

/** The template of a rendered object, or the manager of a live one, as an addition to its place or its name. */
export function templateText({ source, managedBy }: Pick<Finding, 'source' | 'managedBy'>): string {
  const origin = source ?? managedBy;
  return origin === undefined ? '' : ` (${printable(origin)})`;
}

/**
 * Platforms show a finding in rendered manifests at its template. This addition to the message has its line and its chart value, and for a
 * live object its manager.
 */
export function renderedText({ file, source, managedBy, line, chartValue }: Finding): string {
  if (managedBy !== undefined) {
    return `. ${printable(managedBy)} writes this object again: change it there`;
  }
  const value = chartValue === undefined ? '' : `. Value: ${chartValue}`;
  return source === undefined ? '' : `${value}. See line ${line} of what ${file} renders to`;
}

/**
 * The place at which platforms show a finding: a file relative to the root of the repository, without a leading `./`. For a finding in the
 * construct tree, it is the program that runs. For a finding in rendered manifests, it is the template, without a line.
 */
export function repositoryPlace(finding: Finding): ReportPlace {
  const { file, source, line = 1 } = finding;
  return { uri: (source ?? file ?? programFile()).replace(/^(?:\.\/)+/, ''), line: isAtLine(finding) ? line : 1 };
}

/** Whether the line of a finding is a line of the file at which platforms show the finding. */
export function isAtLine({ file, source }: Finding): boolean {
  return file !== undefined && source === undefined;
}

/** The program that runs, relative to the working directory. */
function programFile(): string {
  const [, program = ''] = process.argv;
  const folder = `${process.cwd()}/`;
  return program.startsWith(folder) ? program.slice(folder.length) : 'main.ts';
}
