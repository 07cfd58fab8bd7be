import { asArray, asString } from '../../../formats/manifest/json';
import { normalizePath } from '../../../formats/manifest/paths';
import { liesInEmptyVolume } from '../../../knowledge/writable-paths/empty-volumes';
import { STARTUP } from '../admission';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at, everyContainer } from '../violations';

export const emptyVolumeCommand: PodControl = {
  id: 'empty-volume-command',
  title: 'No program hidden by an empty volume',
  level: 'hardened',
  risk: 'broken',
  why: 'An emptyDir hides the files of the image at its path, so the runtime does not find the program.',
  remedy: 'mount the volume below or beside the program',
  remedyInCode: { hardened: 'mount the volume below or beside the program, or copy the image\'s files into it: `WritablePath.fromImage`' },
  spec: {
    rules: [{
      fields: [ofStartedContainers('command[0], if it is a path')],
      allowed: 'any path, except in an emptyDir that no other container mounts and could fill',
    }],
  },
  admission: STARTUP,
  reads: {
    needs: ['spec.volumes[*].emptyDir'],
    fields: ['containers[*].command', 'containers[*].volumeMounts', 'containers[*].workingDir'],
  },
  checks: always(everyContainer((container) => {
    const program = asString(asArray(container.json.command)[0]);
    // A name without a slash is looked up in PATH.
    if (container.volumeMounts.length === 0 || !program?.includes('/')) {
      return undefined;
    }
    const path = absolutePath(program, asString(container.json.workingDir));
    return path !== undefined && !path.includes('$(') && liesInEmptyVolume(container, normalizePath(path))
      ? at(container, ['command', 0], 'an empty volume is mounted there')
      : undefined;
  })),
};

/** The absolute path of a program. Undefined if the WORKDIR of the image decides it. */
function absolutePath(program: string, directory: string | undefined): string | undefined {
  if (program.startsWith('/')) {
    return program;
  }
  return directory?.startsWith('/') ? `${directory}/${program}` : undefined;
}
