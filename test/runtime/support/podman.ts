import { attempt, Options, Ran, run } from './command';
import { hardLimits } from './machine';
import { environment } from './storage';

/** Runs podman, which must succeed, and answers what it printed. */
export function podman(args: readonly string[], options: Options = {}): string {
  return run('podman', args, { env: environment(), ...options });
}

/** The same, however it ends. */
export function tryPodman(args: readonly string[], options: Options = {}): Ran {
  return attempt('podman', args, { env: environment(), ...options });
}

export function hasImage(tag: string): boolean {
  return tryPodman(['image', 'exists', tag]).code === 0;
}

/**
 * Builds the image of a folder with a Containerfile. Nothing is pulled, and the build has no network at all.
 *
 * @param tag such as `localhost/probe:1`
 */
export function build(folder: string, tag: string): void {
  const { files } = hardLimits();
  const options = ['--isolation', 'chroot', '--ulimit', `nofile=${files}:${files}`, '--pull=never', '--layers=false'];
  run('unshare', ['--net', 'podman', 'build', ...options, '--tag', tag, folder], { env: environment(), timeout: 300_000 });
}
