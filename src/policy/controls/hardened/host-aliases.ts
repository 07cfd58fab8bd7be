import { asArray, asObject } from '../../../formats/manifest/json';
import { METADATA_ADDRESSES } from '../../network/addresses';
import { SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at } from '../violations';

const METADATA = /^(?:metadata(?:\.google\.internal|\.azure\.com|\.tencentyun\.com)?|instance-data(?:\.ec2\.internal)?)$/;

function isOfMetadata(alias: unknown): boolean {
  const { ip, hostnames } = asObject(alias);
  return METADATA_ADDRESSES.includes(ip as string) || asArray(hostnames).some((name) => typeof name === 'string' && METADATA.test(name));
}

export const hostAliases: PodControl = {
  id: 'host-aliases',
  title: 'No host aliases',
  level: 'hardened',
  risk: { low: 'other names', medium: 'of the metadata server of a cloud' },
  why: 'An alias can send the pod\'s traffic for a trusted name to any address, without a trace in DNS and its logs.',
  remedy: 'remove it; use a Service, of type ExternalName if the host is outside the cluster',
  spec: {
    rules: [{ fields: ['spec.hostAliases'], allowed: '[], undefined' }],
  },
  admission: [{ each: 'pod', violates: `size(${SPEC}.?hostAliases.orValue([])) > 0` }],
  reads: { needs: ['spec.hostAliases'] },
  checks: always((pod) => {
    const aliases = asArray(pod.json.hostAliases);
    return aliases.length === 0 ? undefined : {
      ...at(pod, ['hostAliases']),
      ...aliases.some(isOfMetadata) && { risk: 'medium', detail: 'one is the metadata server of a cloud, which provides credentials' },
    };
  }),
};
