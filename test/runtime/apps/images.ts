/*
 * The images of the applications: Debian's packages, laid out as each program's common image is, whose Containerfiles lie in images/.
 * No registry has a part in it.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { PATIENCE, run } from '../support/command';
import { build, makeOnce, podman } from '../support/podman';
import { imagesEnvironment, newFolder } from '../support/storage';

/** The Debian of the images, whatever the machine's is. */
const SUITE = 'trixie';
const BASE = 'localhost/debian:13';

/** The smallest Debian, with busybox as a client, and the lists of packages that the images are made with. */
export function buildBase(): void {
  makeOnce(BASE, makeBase);
}

function makeBase(): void {
  const folder = newFolder('debian');
  const root = join(folder, 'root');
  run('debootstrap', ['--variant=minbase', '--include=busybox-static', SUITE, root], { timeout: PATIENCE });
  mkdirSync(join(root, 'etc/dpkg/dpkg.cfg.d'), { recursive: true });
  writeFileSync(join(root, 'etc/dpkg/dpkg.cfg.d/lean'), 'path-exclude=/usr/share/doc/*\npath-exclude=/usr/share/man/*\nforce-unsafe-io\n');
  run('tar', ['--create', '--file', join(folder, 'root.tar'), '--directory', root, '.']);
  rmSync(root, { recursive: true });
  const env = imagesEnvironment();
  podman(['import', '--quiet', '--change', 'ENV DEBIAN_FRONTEND=noninteractive', join(folder, 'root.tar'), BASE], { env });
  rmSync(folder, { recursive: true });
}

export interface ImageOptions {
  /** Stage of the Containerfile; the last one where absent. */
  readonly target?: string;
  /** A folder whose files lie beside those of the image. */
  readonly beside?: string;
}

/**
 * Builds one of images/ on that base, unless it is there. Unlike the images of the other tests it is built with the machine's network.
 *
 * @returns its name with its digest, as a workload takes it
 */
export function buildApplication(name: string, { target, beside }: ImageOptions = {}): string {
  const tag = `localhost/${target ? `${name}-${target}` : name}`;
  makeOnce(tag, () => {
    const folder = newFolder(name);
    [beside, join(__dirname, 'images', name)].forEach((from) => from && cpSync(from, folder, { recursive: true }));
    build(folder, tag, { network: true, args: target ? ['--target', target] : [] });
  });
  return `${tag}@${podman(['image', 'inspect', '--format', '{{.Digest}}', tag]).trim()}`;
}
