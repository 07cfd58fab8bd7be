/*
 * Builds the container image into dist/container: an archive of OCI, and its bill of materials. It runs on the Debian release whose
 * packages are pinned: `npx projen ci:shell npx projen container`. Arguments are architectures. Default: that of this machine.
 */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Enums } from '@cyclonedx/cyclonedx-library';
import { Architecture, NODE_NAMES, ownArchitecture } from './architecture';
import { command } from './command';
import { addGoPrograms } from './go-programs';
import { buildImage } from './image';
import { makeRoot } from './root';
import { isPinnedRelease, thisMachine } from '../../test/programs/debian-root/debian-root';
import { DEBIAN_RELEASE } from '../../test/programs/pinned';
import { packageVersion } from '../pinned-version';
import { bom } from '../release/sbom';

const OUT = 'dist/container';

function build(architecture: Architecture): void {
  const root = join(OUT, architecture, 'root');
  const archive = join(OUT, `cdk8s-hardened-${architecture}.oci.tar`);
  const parts = makeRoot(root, architecture, addGoPrograms);
  const image = { ecosystem: 'oci', name: 'cdk8s-hardened', version: packageVersion(), license: 'Apache-2.0', qualifiers: { arch: architecture } } as const;
  writeFileSync(join(OUT, `cdk8s-hardened-${architecture}.cdx.json`), bom(image, parts, Enums.ComponentType.Container));
  const digest = buildImage(root, architecture, archive, Number(command('git', ['log', '-1', '--format=%ct'])));
  rmSync(join(OUT, architecture), { recursive: true });
  console.log(`${archive}: ${Math.ceil(statSync(archive).size / 1e6)} MB, ${digest}`);
}

if (!isPinnedRelease(thisMachine())) {
  throw new Error(`the image has packages of Debian ${DEBIAN_RELEASE}: run \`npx projen ci:shell npx projen container\``);
}
const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in NODE_NAMES));
if (unknown.length > 0) throw new Error(`there is no image for ${unknown.join(', ')}: use ${Object.keys(NODE_NAMES).join(' or ')}`);
mkdirSync(OUT, { recursive: true });
(named.length > 0 ? named as Architecture[] : [ownArchitecture()]).forEach(build);
