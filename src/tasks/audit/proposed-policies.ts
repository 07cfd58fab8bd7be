import { dump } from 'js-yaml';
import { ClusterObjects } from '../../policy/network/cluster-objects';
import { Proposed, proposedPolicies } from '../../policy/network/proposal';
import { PlatformName } from '../../policy/settings/target';
import { objectTitle } from '../reports/place';
import { countText } from '../reports/text';

const HEAD = [
  'A proposal of cdk8s-hardened: review it before you apply it. It is derived from the ports, '
    + 'Services and routes of the manifests. They do',
  'not show which pods connect to each other, so pods of one namespace may connect '
    + 'to each other on these ports, and to nothing else but DNS.',
  'Add the peers that an application needs outside of its namespace, such as a '
    + 'database or the internet, and remove rules that it does not need.',
  'The command `cdk8s-hardened network` shows the connections that a set of policies allows.',
];

/** A file of policies for third-party workloads, and remarks for the user. */
export interface PolicyProposal {
  /** Undefined if there is nothing to propose. */
  readonly text?: string;
  readonly remarks: readonly string[];
}

export function policyProposal(objects: ClusterObjects, platform: PlatformName): PolicyProposal {
  const proposed = proposedPolicies(objects, platform);
  const policies = proposed.flatMap(({ policy }) => policy ?? []);
  const documents = policies.map((policy) => dump(policy, { lineWidth: -1, noRefs: true }));
  return {
    ...documents.length > 0 && { text: `${HEAD.map((line) => `# ${line}\n`).join('')}---\n${documents.join('---\n')}` },
    remarks: [
      documents.length > 0
        ? `proposed ${countText(documents.length, 'NetworkPolicy').replace(/ys$/, 'ies')}: review them before you apply them`
        : 'no policy to propose: policies select all workloads that they can',
      ...proposed.flatMap(remarkOn),
    ],
  };
}

function remarkOn({ pods, problem, usesApiServer }: Proposed): readonly string[] {
  return [
    ...problem === undefined ? [] : [`no policy for ${objectTitle(pods)}: it ${problem}`],
    ...usesApiServer ? [`${objectTitle(pods)} has roles, so it asks the API server: allow its addresses, which no manifest names`] : [],
  ];
}
