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
  remedy: 'give the volume its own name, made of a-z, 0-9 and "-"',
  refusedBy: 'api-server',
  spec: {
    rules: [{
      fields: ['spec.volumes[*].name'],
      allowed: 'a DNS label (RFC 1123), up to 63 of a-z, 0-9 and "-", with no "-" at either end; each once',
    }],
    notes: ['cdk8s-plus names the volume of a ConfigMap or a Secret after it, and their names may contain dots.'],
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
      ? at(pod, ['volumes', index, 'name'], isTwin ? 'another volume has this name too' : 'it is not a DNS label')
      : undefined;
  });
}
