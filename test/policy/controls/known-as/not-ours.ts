import { standardIds, Standard } from '../../../../src/policy/controls/known-as/standard';

/*
 * The checks of scanners without a control of ours, by the reason. With the ids in src/policy/controls/known-as these are all that the
 * programs have: test/scanners and the slow test of Checkov compare the lists. That of Kubescape is of November 2026.
 */

/** All ids of a scanner that a control is known as. */
export function knownIds(standard: Standard): readonly string[] {
  return Object.keys(standard.ids).flatMap((control) => standardIds(standard, control));
}

type Reasons = { readonly [reason: string]: readonly string[] };

const AVAILABILITY = 'about availability, capacity and rollouts';
const REFERENCES = 'about names and references that lead nowhere';
const STYLE = 'about labels, order and schemas';
const SINGLE = 'about single programs and their versions';
const CONTROL_PLANE = 'about the arguments of the control plane and the kubelet, which are rarely in manifests of applications';

/** Numbers in ids, from the first to the last. */
const range = ([first, last]: readonly number[]) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

const CHECKOV: Reasons = {
  [AVAILABILITY]: ['CKV_K8S_8', 'CKV_K8S_9', 'CKV_DOCKER_2'],
  [STYLE]: ['CKV_DOCKER_5', 'CKV_DOCKER_6', 'CKV_DOCKER_9', 'CKV_DOCKER_10', 'CKV_DOCKER_11'],
  'about PodSecurityPolicy, which Kubernetes removed in 1.25': [
    'CKV_K8S_1', 'CKV_K8S_2', 'CKV_K8S_3', 'CKV_K8S_4', 'CKV_K8S_5', 'CKV_K8S_6', 'CKV_K8S_7', 'CKV_K8S_24', 'CKV_K8S_32', 'CKV_K8S_36',
  ],
  'about any security context: controls look at its fields': ['CKV_K8S_29', 'CKV_K8S_30'],
  'about single programs by their names: the dashboard, Tiller and git-sync': ['CKV_K8S_33', 'CKV_K8S_34', 'CKV_K8S_44', 'CKV_K8S_45', 'CKV_K8S_159'],
  'about ports that a Dockerfile only documents': ['CKV_DOCKER_1'],
  'about what a build downloads': Array.from({ length: 15 }, (_, index) => `CKV2_DOCKER_${index + 2}`),
  [CONTROL_PLANE]: [
    [68, 75], [77, 86], [88, 97], [99, 100], [102, 102], [104, 108], [110, 119], [121, 121], [138, 141], [143, 149], [151, 151],
  ].flatMap(range).map((number) => `CKV_K8S_${number}`),
};

const KUBE_SCORE: Reasons = {
  [AVAILABILITY]: [
    'deployment-strategy', 'deployment-replicas', 'cronjob-has-deadline', 'cronjob-restartpolicy', 'container-resource-requests-equal-limits',
    'container-cpu-requests-equal-limits', 'container-memory-requests-equal-limits', 'container-ephemeral-storage-request-equals-limit',
    'statefulset-has-poddisruptionbudget', 'deployment-has-poddisruptionbudget', 'poddisruptionbudget-has-policy', 'pod-probes', 'pod-probes-identical',
    'deployment-has-host-podantiaffinity', 'statefulset-has-host-podantiaffinity', 'deployment-targeted-by-hpa-does-not-have-replicas-configured',
    'horizontalpodautoscaler-replicas', 'pod-topology-spread-constraints',
  ],
  [REFERENCES]: [
    'ingress-targets-service', 'networkpolicy-targets-pod', 'service-targets-pod', 'statefulset-has-servicename', 'horizontalpodautoscaler-has-target',
    'deployment-pod-selector-labels-match-template-metadata-labels', 'statefulset-pod-selector-labels-match-template-metadata-labels',
  ],
  [STYLE]: ['container-ports-check', 'stable-version', 'label-values'],
};

const KUBE_LINTER: Reasons = {
  [AVAILABILITY]: [
    'dnsconfig-options', 'hpa-minimum-three-replicas', 'job-ttl-seconds-after-finished', 'minimum-three-replicas', 'no-anti-affinity', 'no-liveness-probe',
    'no-node-affinity', 'no-readiness-probe', 'no-rolling-update-strategy', 'pdb-unhealthy-pod-eviction-policy', 'pdb-max-unavailable', 'pdb-min-available',
    'priority-class-name', 'restart-policy',
  ],
  [REFERENCES]: [
    'dangling-horizontalpodautoscaler', 'dangling-ingress', 'dangling-networkpolicy', 'dangling-networkpolicypeer-podselector', 'dangling-service',
    'dangling-servicemonitor', 'env-value-from', 'invalid-target-ports', 'mismatching-selector',
  ],
  [STYLE]: ['no-extensions-v1beta', 'required-annotation-email', 'required-label-owner', 'schema-validation', 'sorted-keys'],
  'the account needs no name if it gives no token': ['default-service-account'],
  'about SecurityContextConstraints themselves': ['scc-deny-privileged-container'],
};

const POLARIS: Reasons = {
  [AVAILABILITY]: [
    'deploymentMissingReplicas', 'hpaMaxAvailability', 'hpaMinAvailability', 'livenessProbeMissing', 'missingPodDisruptionBudget', 'pdbDisruptionsIsZero',
    'pdbMinAvailableGreaterThanHPAMinReplicas', 'priorityClassNotSet', 'readinessProbeMissing', 'topologySpreadConstraint',
  ],
  [STYLE]: ['metadataAndInstanceMismatched'],
};

const TRIVY: Reasons = {
  'about the size and the style of images': [
    'DS-0005', 'DS-0006', 'DS-0007', 'DS-0008', 'DS-0009', 'DS-0011', 'DS-0012', 'DS-0013', 'DS-0014', 'DS-0015', 'DS-0016', 'DS-0017', 'DS-0019', 'DS-0020',
    'DS-0021', 'DS-0022', 'DS-0023', 'DS-0025', 'DS-0026', 'DS-0027', 'DS-0029',
  ],
  'about ports that a Dockerfile only documents': ['DS-0004'],
  [AVAILABILITY]: ['KSV-0039', 'KSV-0040'],
  'about pairs of rules, or groups that are written as "*": controls look at each rule': ['KSV-0051', 'KSV-0052', 'KSV-0054', 'KSV-0055'],
  'only reported in a cluster of GKE': ['KSV-01011'],
  'about rights to single objects by their names': ['KSV-0042', 'KSV-0115'],
  'about policies without a selector, which count for all pods on purpose': ['KSV-0038'],
  'about any security context: controls look at its fields': ['KSV-0118'],
  [SINGLE]: ['KSV-0102', 'KSV-0107', 'KSV-0124'],
  [CONTROL_PLANE]: [[1, 22], [24, 30], [33, 92]].flatMap(range).map((number) => `KCV-${String(number).padStart(4, '0')}`),
  'deprecated in Trivy itself': ['KSV-0032', 'KSV-0033', 'KSV-0034', 'KSV-0035', 'DS-0024'],
};

const KUBESEC: Reasons = {
  'about annotations for seccomp, which Kubernetes ignores since 1.27': ['SeccompAny', 'SeccompUnconfined'],
  'points for a field that a pod does not need': ['ServiceAccountName', 'ApparmorAny'],
  [AVAILABILITY]: ['VolumeClaimAccessModeReadWriteOnce', 'VolumeClaimRequestsStorage'],
};

/** Of its controls for files; those of a cluster and of clouds are left out. */
const KUBESCAPE: Reasons = {
  [AVAILABILITY]: ['C-0018', 'C-0056', 'C-0073', 'C-0305'],
  [REFERENCES]: ['C-0293', 'C-0296', 'C-0298', 'C-0299', 'C-0300', 'C-0302'],
  [STYLE]: ['C-0076', 'C-0077'],
  [SINGLE]: ['C-0014', 'C-0059', 'C-0081', 'C-0090', 'C-0091', 'C-0253', 'C-0273', 'C-0292', 'C-0297', 'C-0301', 'C-0303', 'C-0304'],
  'about PodSecurityPolicy, which Kubernetes removed in 1.25': ['C-0068', 'C-0214', 'C-0215', 'C-0216', 'C-0217', 'C-0218', 'C-0219', 'C-0220'],
  'about vulnerabilities and signatures of images': ['C-0083', 'C-0084', 'C-0085', 'C-0221', 'C-0236', 'C-0237'],
  'about namespaces without policies: network-policy reports their pods': ['C-0049', 'C-0054', 'C-0206'],
  'an inventory of what workloads and accounts have, not a mistake': ['C-0053', 'C-0255', 'C-0257', 'C-0258', 'C-0261', 'C-0267', 'C-0272'],
  'about rights to delete': ['C-0007', 'C-0031'],
  'about eleven fields of security contexts: an exception would cover them all': ['C-0211'],
  'needs lists of the user, or of a cloud': ['C-0001', 'C-0020'],
  'about Services with the port of SSH; ssh-port reports pods': ['C-0042'],
};

export const NOT_OURS: { readonly [scanner: string]: Reasons } = {
  'Checkov': CHECKOV, 'kube-score': KUBE_SCORE, 'kube-linter': KUBE_LINTER, 'Polaris': POLARIS, 'Trivy': TRIVY, 'kubesec': KUBESEC, 'Kubescape': KUBESCAPE,
};
