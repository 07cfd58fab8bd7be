/** A set of controls. Each profile contains the controls of the one before it, or stricter ones in their place. */
export enum HardeningProfile {
  /** Exactly the Pod Security level "baseline". A field of the wrong type, which the API server could not read, is an error too. */
  PSS_BASELINE = 'pss-baseline',
  /** Exactly the Pod Security level "restricted". A field of the wrong type is an error too. */
  PSS_RESTRICTED = 'pss-restricted',
  /**
   * "restricted", plus everything that it leaves open: read-only root filesystems, ids, tokens, limits, images, and whether the pod will
   * start.
   */
  HARDENED = 'hardened',
}
