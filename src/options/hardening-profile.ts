/** A set of controls. Each holds all of the one before it, or something stricter in its place. */
export enum HardeningProfile {
  /** Exactly the Pod Security level "baseline", for objects that the API server can read: a field of another type is an error. */
  PSS_BASELINE = 'pss-baseline',
  /** Exactly the Pod Security level "restricted", with the same for fields of another type. */
  PSS_RESTRICTED = 'pss-restricted',
  /** "restricted" and what it leaves open: read-only roots, ids, tokens, limits, images, and whether the pod will start. */
  HARDENED = 'hardened',
}
