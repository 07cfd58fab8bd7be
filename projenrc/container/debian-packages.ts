import { mkdirSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Architecture } from './architecture';
import { mustRun } from '../../test/programs/must-run';
import { CONTAINER_PACKAGES, DEBIAN_RELEASE } from '../../test/programs/pinned';
import { Part } from '../release/sbom';
import { withTemporaryFolder } from '../temporary-folder';

/** Folders that no program in the image reads. */
const UNUSED = [
  'boot', 'etc/default', 'etc/dpkg', 'etc/profile.d', 'etc/skel', 'etc/update-motd.d', 'usr/lib/*/gconv', 'usr/share/base-files', 'usr/share/bug', 'usr/share/dict',
  'usr/share/gcc', 'usr/share/gdb', 'usr/share/info', 'usr/share/initramfs-tools', 'usr/share/lintian', 'usr/share/man', 'usr/share/misc',
];
const REMOVE_UNUSED = `cd "$1" && rm -rf ${UNUSED.join(' ')}
find var -mindepth 1 -maxdepth 1 ! -name lib -exec rm -rf {} +
find usr/share/doc -type f ! -name copyright -delete
find usr/share/doc -xtype l -delete
find usr/share/doc -type d -empty -delete`;

/**
 * Extracts packages of Debian into a folder. Nothing is installed: apt has a state of its own here, so it can be the one of any
 * architecture.
 */
export function extractPackages(root: string, architecture: Architecture): readonly Part[] {
  const parts = withTemporaryFolder('packages', (work) => download(work, architecture).map((file): Part => {
    const [name, version] = mustRun('dpkg-deb', ['--show', '--showformat=${Package}\t${Version}', file]).split('\t');
    mustRun('dpkg-deb', ['--extract', file, root]);
    // Scanners of images read this folder, since nothing here was installed.
    mkdirSync(join(root, 'var/lib/dpkg/status.d'), { recursive: true });
    writeFileSync(join(root, 'var/lib/dpkg/status.d', name), mustRun('dpkg-deb', ['--field', file]));
    return { ecosystem: 'deb', name: `debian/${name}`, version, qualifiers: { arch: architecture, distro: `debian-${DEBIAN_RELEASE}` } };
  }));
  mustRun('sh', ['-c', REMOVE_UNUSED, 'sh', root]);
  return parts;
}

/** The files of the packages. */
function download(work: string, architecture: Architecture): readonly string[] {
  ['lists/partial', 'archives/partial', 'packages'].forEach((name) => mkdirSync(join(work, name), { recursive: true }));
  writeFileSync(join(work, 'status'), '');
  const settings = {
    'APT::Architecture': architecture,
    'APT::Architectures': architecture,
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Dir::Cache': work,
    'Dir::State': work,
    'Dir::State::status': join(work, 'status'),
  };
  const options = ['-qq', ...Object.entries(settings).map(([name, value]) => `--option=${name}=${value}`)];
  mustRun('apt-get', [...options, 'update']);
  const packages = Object.keys(CONTAINER_PACKAGES);
  mustRun('apt-get', [...options, 'download', ...packages], join(work, 'packages'));
  const files = readdirSync(join(work, 'packages')).map((name) => join(work, 'packages', name)).sort();
  if (files.length !== packages.length) throw new Error(`apt-get has downloaded ${files.join(', ')}, instead of ${packages.join(', ')}`);
  return files;
}
