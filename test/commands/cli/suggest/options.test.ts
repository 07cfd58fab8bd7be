import { run } from '../support';

// What needs no container runtime; the runs themselves are in test/runtime/suggest.

const NOWHERE = { PATH: '/nowhere' };

test.each<[string, string[], RegExp]>([
  ['any', [], /^cdk8s-hardened: no container runtime found: install podman \(.*\) or docker$/],
  ['podman', ['--runtime', 'podman'], /^cdk8s-hardened: podman is not installed or not in the PATH: install it, or use another runtime by leaving out --runtime$/],
  ['docker', ['--runtime', 'docker'], /^cdk8s-hardened: docker is not installed or not in the PATH: install it, or use another runtime by leaving out --runtime$/],
])('without %s runtime it suggests what to install', async (_, args, message) => {
  expect(await run(['suggest-paths', 'app:1', ...args], { env: NOWHERE })).toEqual({ status: 2, stdout: '', stderr: [expect.stringMatching(message)] });
});

test.each(['0', '-1', '', '30x', '1.5m', 'm', '25h', '86401', '9999999999'])('refuses --for %j', async (time) => {
  expect(await run(['suggest-paths', 'app:1', `--for=${time}`], { env: NOWHERE })).toEqual({
    status: 2, stdout: '', stderr: [`cdk8s-hardened: --for ${time} is not a duration: write one such as 30s, 5m or 1h, at most 24h`],
  });
});

test.each(['[]', '[1]', '["a", null]'])('refuses --until %s', async (command) => {
  expect(await run(['suggest-paths', 'app:1', '--until', command], { env: NOWHERE })).toEqual({
    status: 2, stdout: '', stderr: [`cdk8s-hardened: --until ${command} is not a list of strings: write '["/app/health", "--quiet"]'`],
  });
});

test.each(['1', '30s', '5m', '24h'])('accepts --for %s', async (time) => {
  expect((await run(['suggest-paths', 'app:1', '--for', time], { env: NOWHERE })).stderr).toEqual([expect.stringContaining('no container runtime')]);
});
