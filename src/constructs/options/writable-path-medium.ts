/** Where an emptyDir keeps its files. */
export enum WritablePathMedium {
  /** On the node's disk. */
  DISK = 'disk',
  /** In memory. Its files count against the memory limits of the containers that use them. */
  MEMORY = 'memory',
}
