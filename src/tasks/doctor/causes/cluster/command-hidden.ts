import { repositoryOf } from '../../../../formats/manifest/image';
import { Cause } from '../../cause';
import { Evidence, EvidentMount, mountOf } from '../../evidence';
import { seedYaml } from '../../fixes';

/** Where images have programs that are named without a path. */
const PATH_DIRECTORIES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

function hidingMount(evidence: Evidence, program: string): EvidentMount | undefined {
  const paths = program.startsWith('/') ? [program] : PATH_DIRECTORIES;
  return paths.map((path) => mountOf(evidence, path)).find((mount) => mount !== undefined);
}

export const commandHidden: Cause = {
  id: 'command-hidden',
  title: 'a volume hides the program of the image',
  why: 'A volume at or above the directory of a program shows its own files there, and hides the files of the image.',
  signs: [{
    in: 'cluster',
    text: /exec: "(?<path>[^"]+)": (?:stat (?:\/[^:]+): no such file or directory|executable file not found in \$PATH)/,
    weight: 93,
    when: ({ evidence, facts, line }) => line.reason !== 'Unhealthy' && hidingMount(evidence, facts.path!) !== undefined,
  }],
  fix: ({ evidence, facts }) => {
    const { path, volume } = hidingMount(evidence, facts.path!) ?? { path: 'PATH', volume: 'VOLUME' };
    return {
      do: `mount the volume ${volume} at a directory without programs instead of ${path}, or copy the files of the image into it first`,
      typescript: `writablePaths: [WritablePath.fromImage('${path}')],   // instead of emptyDir: copies the files of the image`,
      yaml: `initContainers:\n${seedYaml('seed', evidence.image ?? 'IMAGE', path, volume)}`,
      images: `- { repository: ${evidence.image === undefined ? 'IMAGE' : repositoryOf(evidence.image)}, writablePaths: [{ path: ${path}, kind: seeded }] }`,
      settings: 'profile: hardened',
    };
  },
  example: {
    source: 'cluster',
    reason: 'StartError',
    text: 'runc create failed: unable to start container process: exec: "/opt/app": stat /opt/app: no such file or directory',
    with: { mounts: [{ path: '/opt', volume: 'data', readOnly: false }] },
  },
};
