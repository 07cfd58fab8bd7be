/** What happens to a workload with an image whose user nobody knows: neither its manifest nor an option names a uid. */
export enum UnknownImage {
  /** It gets `runAsNonRoot: true`. If the image runs as root, or its USER is a name, the kubelet does not start it. */
  FILL = 'fill',
  /** It stays as it is. What it lacks is found. */
  SKIP = 'skip',
}
