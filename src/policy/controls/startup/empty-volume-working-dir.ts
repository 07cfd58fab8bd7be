import { asArray, asString } from '../../../formats/manifest/json';
import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { liesInEmptyVolume } from '../../../knowledge/writable-paths/empty-volumes';
import { STARTUP } from '../admission';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at, everyContainer } from '../violations';

const TEMPORARY = ['/tmp', '/var/tmp'];

export const emptyVolumeWorkingDir: PodControl = {
  id: 'empty-volume-working-dir',
  title: 'No working directory hidden by an empty volume',
  level: 'hardened',
  risk: 'low',
  why: 'An emptyDir hides the files of the image at its path, so an application does not find the files in its working directory.',
  remedy: 'mount the volume at the directories below that the application writes',
  remedyInCode: {
    hardened: 'mount the volume at the directories below that the application writes, or '
    + 'copy the image\'s files into it: `WritablePath.fromImage`',
  },
  spec: {
    rules: [{
      fields: [ofStartedContainers('workingDir')],
      allowed: 'any path, except in an emptyDir that no other container mounts and could fill; any path in /tmp and /var/tmp, where images '
        + 'do not store files',
    }],
    notes: ['A program with a full path and without an argument that could be a relative path is not reported, because it does not look '
      + 'there. Waive this for an application that only writes there.'],
  },
  admission: STARTUP,
  reads: {
    needs: ['containers[*].workingDir'],
    fields: ['containers[*].args', 'containers[*].command', 'containers[*].volumeMounts', 'spec.volumes'],
  },
  checks: always(everyContainer((container) => {
    const directory = asString(container.json.workingDir);
    if (!directory || container.volumeMounts.length === 0) {
      return undefined;
    }
    const path = normalizePath(directory);
    return usesWorkingDir(container) && !TEMPORARY.some((temporary) => isIn(path, temporary)) && liesInEmptyVolume(container, path)
      ? at(container, ['workingDir'], 'an empty volume is mounted there')
      : undefined;
  })),
};

/** Whether the program of a container may look for files in its working directory. */
function usesWorkingDir({ json }: ContainerView): boolean {
  const [program, ...words] = [...asArray(json.command), ...asArray(json.args)];
  const isFullPath = asArray(json.command).length > 0 && typeof program === 'string' && program.startsWith('/');
  return !isFullPath || words.some((word) => typeof word !== 'string' || mayBeRelative(word));
}

/** Whether a word may name a file by a relative path, alone or as the value of an option. A script may contain anything. */
function mayBeRelative(word: string): boolean {
  const value = word.replace(/^-[^=]*(?:=|$)/, '');
  return /\s/.test(word) || (!/^(?:\/|\$\(|[a-z][a-z\d+.-]*:\/\/)/i.test(value) && (/^\.|\//.test(value) || /\.[a-z]\w*$/i.test(value)));
}
