import { run } from '../support';

// What needs no container runtime; the runs themselves are in test/runtime/suggest.

const NOWHERE = { PATH: '/nowhere' };

test.each<[string, string[], RegExp]>([
  ['any', [], /^cdk8s-hardened: there is no container runtime: install podman \(.*\), or docker$/],
  ['podman', ['--runtime', 'podman'], /^cdk8s-hardened: podman is not installed, or not in the PATH: install it, or leave out --runtime for another$/],
  ['docker', ['--runtime', 'docker'], /^cdk8s-hardened: docker is not installed, or not in the PATH: install it, or leave out --runtime for another$/],
])('without %s runtime it says what to install', (_, args, message) => {
  expect(run(['suggest-paths', 'app:1', ...args], { env: NOWHERE })).toEqual({ status: 2, stdout: '', stderr: [expect.stringMatching(message)] });
});

test.each(['0', '-1', '', '30x', '1.5m', 'm', '25h', '86401', '9999999999'])('--for %j is no time', (time) => {
  expect(run(['suggest-paths', 'app:1', `--for=${time}`], { env: NOWHERE })).toEqual({
    status: 2, stdout: '', stderr: [`cdk8s-hardened: --for ${time} is no time: write "30s", "5m" or "1h", up to 24h`],
  });
});

test.each(['[]', '[1]', '["a", null]'])('--until %s is no command', (command) => {
  expect(run(['suggest-paths', 'app:1', '--until', command], { env: NOWHERE })).toEqual({
    status: 2, stdout: '', stderr: [`cdk8s-hardened: --until ${command} is no list of words: write '["/app/health", "--quiet"]'`],
  });
});

test.each(['1', '30s', '5m', '24h'])('--for %s is one', (time) => {
  expect(run(['suggest-paths', 'app:1', '--for', time], { env: NOWHERE }).stderr).toEqual([expect.stringContaining('no container runtime')]);
});
