/*
 * The images of the applications: Debian's packages, laid out as each program's common image is, whose Containerfiles lie in images/.
 * No registry has a part in it.
 */
import { cpSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { run } from '../support/command';
import { hardLimits, install } from '../support/machine';
import { podman } from '../support/podman';
import { newFolder } from '../support/storage';

/** The Debian of the images, whatever the machine's is. */
const SUITE = 'trixie';
const BASE = 'localhost/debian:13';
const RUN = 10 * 60_000;

/** The smallest Debian, with busybox as a client, and the lists of packages that the images are made with. */
export function buildBase(): void {
  install({ debootstrap: ['/usr/sbin/debootstrap'] });
  const folder = newFolder('debian');
  const root = join(folder, 'root');
  run('debootstrap', ['--variant=minbase', '--include=busybox-static', SUITE, root], { timeout: RUN });
  mkdirSync(join(root, 'etc/dpkg/dpkg.cfg.d'), { recursive: true });
  writeFileSync(join(root, 'etc/dpkg/dpkg.cfg.d/lean'), 'path-exclude=/usr/share/doc/*\npath-exclude=/usr/share/man/*\nforce-unsafe-io\n');
  run('tar', ['--create', '--file', join(folder, 'root.tar'), '--directory', root, '.']);
  run('rm', ['-rf', root]);
  podman(['import', '--quiet', '--change', 'ENV DEBIAN_FRONTEND=noninteractive', join(folder, 'root.tar'), BASE]);
}

/**
 * Builds one of images/ on that base. Unlike the images of the other tests it is built with the machine's network.
 *
 * @returns its name with its digest, as a workload takes it
 */
export function buildApplication(name: string): string {
  const folder = newFolder(name);
  cpSync(join(__dirname, 'images', name), folder, { recursive: true });
  const tag = `localhost/${name}`;
  const { files } = hardLimits();
  const options = ['--isolation', 'chroot', '--ulimit', `nofile=${files}:${files}`, '--pull=never', '--layers=false'];
  podman(['build', ...options, '--tag', tag, folder], { timeout: RUN });
  return `${tag}@${podman(['image', 'inspect', '--format', '{{.Digest}}', tag]).trim()}`;
}
