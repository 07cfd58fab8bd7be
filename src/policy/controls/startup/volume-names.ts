import { isDnsLabel } from '../../../formats/manifest/dns-label';
import { asObject, asString } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at, everyEntry } from '../violations';

export const volumeNames: PodControl = {
  id: 'volume-names',
  title: 'Valid and unique volume names',
  level: 'hardened',
  risk: 'refused',
  why: 'The API server refuses a pod with a volume whose name is not a DNS label, or that has the name of another volume.',
  remedy: 'give the volume a unique name of a-z, 0-9 and "-"',
  refusedBy: 'api-server',
  spec: {
    rules: [{
      fields: ['spec.volumes[*].name'],
      allowed: 'a unique DNS label (RFC 1123), with up to 63 of a-z, 0-9 and "-", and no "-" at either end',
    }],
    notes: ['cdk8s-plus derives the volume name from the name of a ConfigMap or a Secret, which may contain dots.'],
  },
  reads: { needs: ['spec.volumes'] },
  checks: always(check),
};

function check(pod: PodView): Found {
  if (pod.volumes.length === 0) {
    return undefined;
  }
  const names = new Set<string>();
  return everyEntry(pod.volumes, (volume, index) => {
    const name = asString(asObject(volume).name) ?? '';
    const isTwin = names.has(name);
    names.add(name);
    return isTwin || !isDnsLabel(name)
      ? at(pod, ['volumes', index, 'name'], isTwin ? 'another volume has the same name' : 'it is not a DNS label')
      : undefined;
  });
}
