import { readFileSync, rmSync } from 'fs';
import path from 'path';
import { AuditReport } from '../../../../src/tasks/reports/audit';
import { Finding } from '../../../../src/tasks/reports/finding';
import { reportIn } from '../../../../src/tasks/reports/formats';
import { FORMAT_NAMES, FormatName } from '../../../../src/tasks/reports/formats/names';
import { podYaml, workspaces } from '../../../commands/cli/support';

// On Windows, paths have backslashes, and code hosts find no file by these.

const workspace = workspaces();

const FILES = {
  'sub\\b.yaml': podYaml(({ containers }) => { containers[0].securityContext.privileged = true; }),
  'sub\\Dockerfile': 'FROM debian:13\nUSER root\n',
};

/** The reports of an audit on a system with such paths, which are names of files here. */
async function reports(): Promise<ReadonlyMap<FormatName, string>> {
  workspace().write({ ...FILES, 'x/y': '' });
  rmSync(path.join(workspace().folder, 'x'), { recursive: true }); // Node.js keeps the separator that it finds when this first runs.
  const replaced = jest.replaceProperty(path, 'sep', '\\');
  try {
    const { status, stderr } = await workspace().audit('.', ...FORMAT_NAMES.flatMap((format) => ['--report', `${format}=report.${format}`]));
    expect([status, stderr]).toEqual([1, []]);
    return new Map(FORMAT_NAMES.map((format) => [format, readFileSync(path.join(workspace().folder, `report.${format}`), 'utf8')]));
  } finally {
    replaced.restore();
  }
}

test('every format but the text has paths with slashes', async () => {
  const found = await reports();
  const withBackslashes = [...found].filter(([, text]) => /sub(?:\\|%5C)+(?:b\.yaml|Dockerfile)/i.test(text)).map(([format]) => format);
  expect(withBackslashes).toEqual(['text']);
  const withSlashes = [...found].filter(([, text]) => text.includes('sub/b.yaml')).map(([format]) => format);
  expect(withSlashes).toEqual(FORMAT_NAMES.filter((format) => format !== 'text'));
});

test('a backslash in a name stays where it separates nothing', () => {
  const sarif = (separator: string) => reportIn('sarif', {}, separator);
  const finding = { control: 'privileged', severity: 'error', risk: 'high', remedy: 'r', file: 'a\\b.yaml', kind: 'Pod', name: 'a\\b', message: 'm', path: '', field: '' } as Finding;
  const shown = (report: AuditReport) => report.finding(finding);
  expect(shown(reportIn('json', {}, '/'))).toContain('"file":"a\\\\b.yaml"');
  expect(shown(reportIn('json', {}, '\\'))).toContain('"file":"a/b.yaml"');
  expect(shown(reportIn('json', {}, '\\'))).toContain('"name":"a\\\\b"');
  const uriIn = (separator: string) => /"uri":"([^"]*)"/.exec(shown(sarif(separator)))?.[1];
  expect([uriIn('/'), uriIn('\\')]).toEqual(['a%5Cb.yaml', 'a/b.yaml']);
});
