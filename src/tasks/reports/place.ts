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

/** Where a finding is, in one word: a file, or the path of a construct. */
export function sourceOf({ file, constructPath }: Pick<Finding, 'file' | 'constructPath'>): string {
  return printable(file ?? constructText(constructPath));
}

/** The path of a construct, which is empty for an App. */
export function constructText(path: string | undefined): string {
  return path === '' ? '(root)' : path ?? '';
}

/** Where a finding is, as compilers write it: `dist/web.yaml:12:9`, with the template of a rendered object, or the path of a construct. */
export function placeText(finding: Pick<Finding, 'file' | 'constructPath' | 'line' | 'column' | 'source'>): string {
  const { line, column } = finding;
  return [sourceOf(finding), ...line === undefined ? [] : [line], ...column === undefined ? [] : [column]].join(':')
    + templateText(finding);
}

/** The template of a rendered object, behind its place or its name. */
export function templateText({ source }: Pick<Finding, 'source'>): string {
  return source === undefined ? '' : ` (${printable(source)})`;
}

/** The place of a finding in rendered manifests, and its value, appended to a message that platforms show at its template. */
export function renderedText({ file, source, line, chartValue }: Finding): string {
  const value = chartValue === undefined ? '' : `. Value: ${chartValue}`;
  return source === undefined ? '' : `${value}. See line ${line} of what ${file} renders to`;
}

/**
 * Where platforms show a finding: a file relative to the root of the repository, without a leading `./`. A finding in the construct tree
 * is shown at the program that made it. A finding in rendered manifests is shown at its template, without a known line.
 */
export function repositoryPlace(finding: Finding): ReportPlace {
  const { file, source, line = 1 } = finding;
  return { uri: (source ?? file ?? programFile()).replace(/^(?:\.\/)+/, ''), line: isAtLine(finding) ? line : 1 };
}

/** Whether the file that platforms show a finding in has its line. */
export function isAtLine({ file, source }: Finding): boolean {
  return file !== undefined && source === undefined;
}

/** The program that runs, relative to the working directory. */
function programFile(): string {
  const [, program = ''] = process.argv;
  const folder = `${process.cwd()}/`;
  return program.startsWith(folder) ? program.slice(folder.length) : 'main.ts';
}
