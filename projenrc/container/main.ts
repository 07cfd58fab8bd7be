/*
 * Builds the container image into dist/container: an archive of OCI, and its bill of materials. It runs on the Debian release whose
 * packages are pinned: `npx projen ci:shell npx projen container`. Arguments are architectures. Default: that of this machine.
 */
import { rmSync, statSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Enums } from '@cyclonedx/cyclonedx-library';
import { Architecture, archiveOf, NODE_NAMES, ownArchitecture } from './architecture';
import { addGoPrograms } from './go-programs';
import { buildImage } from './image';
import { makeRoot } from './root';
import { isPinnedRelease, thisMachine } from '../../test/programs/debian-root/debian-root';
import { mustRun } from '../../test/programs/must-run';
import { DEBIAN_RELEASE } from '../../test/programs/pinned';
import { packageVersion } from '../pinned-version';
import { billOf, bom } from '../release/sbom';

function build(architecture: Architecture): void {
  const archive = archiveOf(architecture);
  const context = join(dirname(archive), architecture);
  const root = join(context, 'root');
  const parts = makeRoot(root, architecture, addGoPrograms);
  const image = { ecosystem: 'oci', name: 'cdk8s-hardened', version: packageVersion(), license: 'Apache-2.0', qualifiers: { arch: architecture } } as const;
  writeFileSync(billOf(archive), bom(image, parts, Enums.ComponentType.Container));
  const digest = buildImage(root, architecture, archive, Number(mustRun('git', ['log', '-1', '--format=%ct'])));
  rmSync(context, { recursive: true });
  console.log(`${archive}: ${Math.ceil(statSync(archive).size / 1e6)} MB, ${digest}`);
}

if (!isPinnedRelease(thisMachine())) {
  throw new Error(`the image has packages of Debian ${DEBIAN_RELEASE}: run \`npx projen ci:shell npx projen container\``);
}
const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in NODE_NAMES));
if (unknown.length > 0) throw new Error(`there is no image for ${unknown.join(', ')}: use ${Object.keys(NODE_NAMES).join(' or ')}`);
(named.length > 0 ? named as Architecture[] : [ownArchitecture()]).forEach(build);
