/** The platform that the manifests will run on. */
export enum Platform {
  /** Any Kubernetes. */
  KUBERNETES = 'kubernetes',
  /** OpenShift with the security context constraint "restricted-v2": it assigns ids to each namespace and refuses all others. */
  OPENSHIFT = 'openshift',
  /** OpenShift 4.21 or newer with "restricted-v3": the same, and a user namespace is required. */
  OPENSHIFT_V3 = 'openshift-v3',
  /** Google Kubernetes Engine in Autopilot mode: limits are lowered to the requests. */
  GKE_AUTOPILOT = 'gke-autopilot',
}
