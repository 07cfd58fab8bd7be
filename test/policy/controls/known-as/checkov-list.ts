/** The checks of Checkov without a control of ours, by the reason. */
export const NOT_OURS: { readonly [reason: string]: readonly string[] } = {
  'about availability, or about text that changes nothing': ['CKV_K8S_8', 'CKV_K8S_9', 'CKV_DOCKER_2', 'CKV_DOCKER_5', 'CKV_DOCKER_6', 'CKV_DOCKER_9', 'CKV_DOCKER_10', 'CKV_DOCKER_11'],
  'about PodSecurityPolicy, which Kubernetes removed in 1.25': [
    'CKV_K8S_1', 'CKV_K8S_2', 'CKV_K8S_3', 'CKV_K8S_4', 'CKV_K8S_5', 'CKV_K8S_6', 'CKV_K8S_7', 'CKV_K8S_24', 'CKV_K8S_32', 'CKV_K8S_36',
  ],
  'about any security context: controls look at its fields': ['CKV_K8S_29', 'CKV_K8S_30'],
  'about single programs by their names: the dashboard, Tiller and git-sync': ['CKV_K8S_33', 'CKV_K8S_34', 'CKV_K8S_44', 'CKV_K8S_45', 'CKV_K8S_159'],
  'about ports that a Dockerfile only documents': ['CKV_DOCKER_1'],
  'about what a build downloads': Array.from({ length: 15 }, (_, index) => `CKV2_DOCKER_${index + 2}`),
  'about the arguments of the control plane and the kubelet, which are rarely in manifests of applications': [
    [68, 75], [77, 86], [88, 97], [99, 100], [102, 102], [104, 108], [110, 119], [121, 121], [138, 141], [143, 149], [151, 151],
  ].flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => `CKV_K8S_${first + index}`)),
};
