import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { failedPod } from './support';
import { examine } from '../../../src/tasks/doctor/examine';
import { textReport } from '../../../src/tasks/doctor/report/text';

// Logs of real programs, which ran as uid 65532, without capabilities, on a read-only root. Of each round the right answers were written
// down before doctor saw a log; later changes may not lose them. The other files are of programs that a cause was written for.

const FOLDER = join(__dirname, 'program-logs');

interface Log {
  readonly name: string;
  readonly command?: readonly string[];
  readonly workingDir?: string;
  /** Directories with an emptyDir, beside /tmp. */
  readonly volumes?: readonly string[];
  readonly exitCode: number;
  readonly log: readonly string[];
  /** Each of them is right; `unknown` where the log does not tell. */
  readonly causes: readonly string[];
  /** What a line of the answer must have: the object of the error. */
  readonly says: string;
}

function reportOf({ command, workingDir, volumes = [], exitCode, log }: Log): string {
  const paths = ['/tmp', ...volumes];
  const mounts = { volumeMounts: paths.map((mountPath, index) => ({ name: `v${index}`, mountPath })) };
  const spec = {
    containers: [{ name: 'main', image: 'registry.example.com/shop/web:1.4.2', command, workingDir, securityContext: { readOnlyRootFilesystem: true }, ...mounts }],
    volumes: paths.map((_, index) => ({ name: `v${index}`, emptyDir: {} })),
  };
  const pod = failedPod(log.join('\n'), { spec }) as any;
  pod.status.containerStatuses[0].lastState.terminated.exitCode = exitCode;
  return textReport(examine([pod]), (text) => text);
}

describe.each(readdirSync(FOLDER))('%s', (file) => {
  const all = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly Log[];

  test.each(all.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const report = reportOf(one);
    const causes = [...report.matchAll(/^ {2}cause: ([\w-]+)/gm)].map(([, cause]) => cause);
    expect(one.causes).toContain(causes[0]);
    expect(report.split('\n').filter((line) => /^ *(?:cause|why|do|note):|emptyDir\(|fromImage\(|mountPath|writablePaths/.test(line)).join('\n')).toMatch(new RegExp(one.says));
  });
});
