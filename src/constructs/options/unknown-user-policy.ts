/** How to treat a workload with an image whose user is unknown: neither its manifest nor an option sets a uid. */
export enum UnknownUserPolicy {
  /** It gets `runAsNonRoot: true`. If the image runs as root, or its USER is a name, the kubelet does not start it. */
  FILL = 'fill',
  /** It stays as it is, and you get findings for its missing fields. */
  SKIP = 'skip',
}
