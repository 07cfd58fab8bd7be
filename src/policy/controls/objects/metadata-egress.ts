import { asArray, asObject, canonicalText, isObject, JsonObject, Path } from '../../../formats/manifest/json';
import { METADATA_ADDRESSES } from '../../network/addresses';
import { isRefused, readIsolation } from '../../network/evaluate/isolation';
import { isPortOpen, openPorts, rulePorts } from '../../network/evaluate/ports';
import { hasMetadataServer, METADATA_PORT, METADATA_SERVERS } from '../../network/metadata';
import { Found } from '../check';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';

const EXCEPT = METADATA_ADDRESSES.filter((address) => !address.includes(':')).map((address) => `${address}/32`).join(', ');

export const metadataEgress: ObjectControl = {
  id: 'metadata-egress',
  title: 'No access to the metadata server',
  level: 'hardened',
  risk: 'medium',
  why: 'An attacker who compromises one of these pods, or makes it send a request, gets the credentials of its node from the cloud\'s '
    + 'metadata server.',
  remedy: `list the peers in \`to\`; for the internet, write an ipBlock for 0.0.0.0/0 with \`except: [${EXCEPT}]\``,
  remedyInCode: 'use `NetworkPeer.internet()`, which excludes private and link-local addresses',
  spec: {
    rules: [{
      when: 'a NetworkPolicy has the type Egress',
      fields: ['spec.egress[*] of a NetworkPolicy'],
      allowed: `rules without TCP port ${METADATA_PORT}, or rules with \`to\` and ipBlocks that do not include `
        + `${METADATA_SERVERS.join(' and ')} or list them in \`except\``,
    }],
    notes: [
      'The control network-policy reports pods whose policies allow everything.',
      '`cdk8s-hardened network` shows the workloads that such a rule applies to.',
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/securing-a-cluster/#restricting-cloud-metadata-api-access',
      'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF',
      'https://owasp.org/www-project-kubernetes-top-ten/2022/en/src/K07-network-segmentation',
    ],
  },
  kinds: ['networking.k8s.io/NetworkPolicy'],
  checkObject: (policy) => {
    const { egress } = asObject(policy.spec);
    return listOf(asArray(egress).length > 0 && isForEgress(policy)
      ? everyEntry(asArray(egress), (rule, index) => reached(asObject(rule), ['spec', 'egress', index])) : undefined);
  },
};

/** Whether a policy affects egress. A policy that the API server refuses has no effect. */
function isForEgress(policy: JsonObject): boolean {
  const isolation = readIsolation(policy);
  return !isRefused(isolation) && isolation.directions.has('Egress');
}

function reached(rule: JsonObject, path: Path): Found {
  const { to, ports } = rule;
  const peers = asArray(to);
  if (!isPortOpen(openPorts(rulePorts(ports)), METADATA_PORT, 'TCP')) {
    return undefined;
  }
  if (peers.length === 0) {
    return { path, value: rule, allowKey: canonicalText(rule), detail: 'it allows every address' };
  }
  return everyEntry(peers, (peer, index) => {
    const { ipBlock } = asObject(peer);
    return isObject(ipBlock) && hasMetadataServer(ipBlock) ? {
      path: [...path, 'to', index, 'ipBlock'], value: ipBlock, allowKey: `${canonicalText(ipBlock)} ports=${canonicalText(ports ?? [])}`,
    } : undefined;
  });
}
