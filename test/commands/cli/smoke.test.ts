import { runProcess } from './process';
import { GOOD, PRIVILEGED, workspaces } from './support';
import { failedPod } from '../../tasks/doctor/support';

// One run of each compiled command. All other tests of commands run them in the process of the test.

const workspace = workspaces();

test('audit reads files and standard input, and exits with its exit code', () => {
  const { folder } = workspace().write({ 'pod.yaml': GOOD });
  const { status, stdout, stderr } = runProcess(['audit', 'pod.yaml', '-', '--profile', 'pss-baseline'], { cwd: folder, input: PRIVILEGED });
  expect({ status, stderr }).toEqual({ status: 1, stderr: [] });
  expect(stdout).toMatch(/^1 error, 0 warnings, 0 waived \(2 workloads, 4 documents, 2 files\): 1 critical\n\nstdin: Pod shop\/good\n {2}\d+:\d+: critical: privileged: /);
});

test('explain describes a control', () => {
  expect(runProcess(['explain', 'privileged'])).toEqual({ status: 0, stdout: expect.stringMatching(/^privileged: /), stderr: [] });
});

test('suggest-paths looks for a container runtime in the PATH', () => {
  expect(runProcess(['suggest-paths', 'app:1'], { env: { PATH: '/nowhere' } }))
    .toEqual({ status: 2, stdout: '', stderr: [expect.stringMatching(/^cdk8s-hardened: no container runtime found: /)] });
});

test('doctor reads standard input', () => {
  const { status, stdout, stderr } = runProcess(['doctor', '-'], { input: JSON.stringify(failedPod("can't create /var/cache/web/a: Read-only file system")) });
  expect({ status, stderr }).toEqual({ status: 1, stderr: [] });
  expect(stdout).toMatch(/^Pod shop\/web-5d8f7c6b9d-x2x4z, container "main":\n {2}cause: read-only-file-system: [^]*\n1 with a known cause\n$/);
});
