import { isAbsent } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { isIn } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { isVolumeFor } from '../../../knowledge/writable-paths/volumes';
import { Context } from '../../context/context';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { startsAsNonRoot } from '../effective';
import { knownImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { everyContainer, says } from '../violations';

export const imageSettings: PodControl = {
  id: 'image-settings',
  title: 'Settings that a known image needs to start',
  level: 'hardened',
  risk: 'low',
  why: 'The settings in the image work only as root, or are missing. Without your own settings, the program exits at once.',
  remedy: 'mount a ConfigMap or another volume with the settings at the path; waive this for your own image that contains them',
  remedyInCode: 'mount `Volume.fromConfigMap` with the settings at the path; waive this for your own image that contains them',
  spec: {
    os: 'linux',
    rules: [{
      when: 'docs/reference/images.md lists a path where the image needs settings, and the container does not start as root',
      fields: [ofStartedContainers('volumeMounts')],
      allowed: 'a mount at, above or below the path, with a volume other than the emptyDir that hardening fills in',
    }],
    notes: ['The content of the volume is not checked. A container with its own `command` or `args` is not checked, because they may use '
      + 'other settings.'],
  },
  admission: STARTUP,
  reads: {
    fields: [
      'containers[*].args', 'containers[*].command', 'containers[*].image', 'containers[*].securityContext.runAsNonRoot',
      'containers[*].securityContext.runAsUser', 'containers[*].volumeMounts', 'spec.securityContext.runAsNonRoot',
      'spec.securityContext.runAsUser',
    ],
  },
  checks: always(everyContainer(withoutSettings)),
};

function withoutSettings(container: ContainerView, context: Context): Violation | undefined {
  const { json, isEphemeral, pod } = container;
  if (isEphemeral || pod.part || !isAbsent(json.command) || !isAbsent(json.args) || !startsAsNonRoot(container)) {
    return undefined;
  }
  const known = knownImage(container, context.choices);
  const needed = known?.facts.needsSettings;
  if (!needed) {
    return undefined;
  }
  const { path, why } = needed;
  const isGiven = mountsOf(container).some((mount) => (isIn(mount.path, path) || isIn(path, mount.path)) && !isVolumeFor(container, mount));
  return isGiven ? undefined : {
    ...says(container, ['volumeMounts'], `without your own settings in ${path}, ${known.name} does not start: ${why}`),
    allowKey: path,
  };
}
