/** Where the manifests are going to run, as far as that decides what they may say. */
export enum Platform {
  /** Any Kubernetes. */
  KUBERNETES = 'kubernetes',
  /** OpenShift with its security context constraint "restricted-v2": it assigns the ids of each namespace and refuses others. */
  OPENSHIFT = 'openshift',
  /** OpenShift 4.21 or newer with "restricted-v3": the same in a user namespace, which is then required. */
  OPENSHIFT_V3 = 'openshift-v3',
  /** Google Kubernetes Engine in Autopilot mode: limits are lowered to the requests. */
  GKE_AUTOPILOT = 'gke-autopilot',
}
