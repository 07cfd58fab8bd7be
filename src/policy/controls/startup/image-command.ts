import { holdingMount } from '../../../formats/manifest/holding-mount';
import { asObject, Path } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { normalizePath } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { programName } from '../../../formats/shell/command';
import { isShell } from '../../../formats/shell/nested-commands';
import { PlatformFacts } from '../../../knowledge/image-lock/facts/image-facts';
import { OwnFacts } from '../../../knowledge/image-lock/own-facts';
import { Context } from '../../context/context';
import { STARTUP } from '../admission';
import { Found } from '../check';
import { commandPlaces, programAt } from '../command-places';
import { always, PodControl } from '../control';
import { ofImage, saidByImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { everyContainer, everyEntry, says } from '../violations';

export const imageCommand: PodControl = {
  id: 'image-command',
  title: 'A command that exists in the image',
  level: 'hardened',
  risk: 'broken',
  why: 'If the program is not in the image, the runtime does not start the container (`no such file or directory`, or `executable file not '
    + 'found in $PATH`).',
  remedy: 'use a program that is in the image, or add it to the image; an image without a shell needs the program and its arguments in '
    + '`command` and `args`',
  spec: {
    rules: [{
      when: 'a lock file has the files of the image',
      fields: [
        ofStartedContainers('command[0]'), ofStartedContainers('lifecycle.{postStart,preStop}.exec.command[0]'),
        ofStartedContainers('{livenessProbe,readinessProbe,startupProbe}.exec.command[0]'),
      ],
      allowed: 'a program in the image, by `lacks` of the lock file for absolute paths and by `shells` for shells; any program that '
        + 'depends on a volume or on PATH of the container',
    }],
    notes: ['`lock` looks up the absolute paths in the manifests, and reads an image again for new paths. Until then, new paths are '
      + 'unknown.'],
  },
  admission: STARTUP,
  reads: {
    fields: [
      'containers[*].command', 'containers[*].env', 'containers[*].image', 'containers[*].lifecycle', 'containers[*].livenessProbe',
      'containers[*].readinessProbe', 'containers[*].startupProbe', 'containers[*].volumeMounts', 'spec.volumes',
    ],
  },
  checks: always(everyContainer((container, context) => context.choices.imageLock ? lacking(container, context) : undefined)),
};

function lacking(container: ContainerView, context: Context): Found {
  const own = container.isEphemeral ? undefined : saidByImage(container, context.choices);
  return own && everyEntry(commandPlaces(container.json), (place) => missing(container, own, place));
}

function missing(container: ContainerView, own: OwnFacts, path: Path): Found {
  const program = programAt(container.json, path);
  if (!program || !own.platforms.every((facts) => isMissing(program, facts, container))) {
    return undefined;
  }
  const isWithoutShell = own.platforms.every(({ shells }) => shells?.length === 0) && isShell(programName(program));
  return says(container, [...path, 0], `${ofImage(own)} has no ${isWithoutShell ? 'shell' : `program ${program}`}`);
}

function isMissing(program: string, { lacks = [], shells }: PlatformFacts, container: ContainerView): boolean {
  if (program.startsWith('/')) {
    const path = normalizePath(program);
    return (lacks.includes(program) || (shells?.length === 0 && isUsualShell(path))) && !isMounted(path, container);
  }
  return !program.includes('/') && shells !== undefined && isShell(program)
    && !shells.some((shell) => programName(shell) === program)
    && !container.env.some((entry) => asObject(entry).name === 'PATH')
    && !USUAL.some((folder) => isMounted(`${folder}/${program}`, container));
}

function isUsualShell(path: string): boolean {
  const name = programName(path);
  return isShell(name) && USUAL.some((folder) => path === `${folder}/${name}`);
}

/** The usual paths of shells in images. */
const USUAL = ['/bin', '/usr/bin', '/usr/local/bin'];

function isMounted(path: string, container: ContainerView): boolean {
  return container.volumeMounts.length > 0 && holdingMount(mountsOf(container), path) !== undefined;
}
