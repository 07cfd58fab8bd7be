/** The capabilities of root inside its user namespace. */
export enum RootCapabilities {
  /** None: root cannot even change the owner of a file. */
  NONE = 'none',
  /**
   * CHOWN, SETUID, SETGID, DAC_OVERRIDE and FOWNER, for entrypoints that start as root and switch to another user. Pod Security allows
   * them at "baseline", not at "restricted".
   */
  CLASSIC = 'classic',
}

/** Options of `RunAs.unique`. */
export interface UniqueOptions {
  /**
   * Input for the ids: the same seed gives the same ids. Required if the workload has a persistent volume, since it could not read its
   * files with other ids.
   *
   * @default - the path of the construct
   */
  readonly seed?: string;
}

/** Options of `RunAs.rootGroup`: the exception that it grants. */
export interface RootGroupOptions {
  /** Why the image needs gid 0, in a few words. The YAML and every report show it. */
  readonly reason: string;

  /**
   * The last day of the exception, as `YYYY-MM-DD`, in UTC.
   *
   * @default - it does not expire
   */
  readonly expires?: string;

  /**
   * Who is responsible for the exception.
   *
   * @default - none
   */
  readonly owner?: string;

  /**
   * Where it was decided: a ticket or a link.
   *
   * @default - none
   */
  readonly ticket?: string;
}

/** Options of `RunAs.rootInUserNamespace`. */
export interface RootInUserNamespaceOptions {
  /**
   * The capabilities of root inside its user namespace.
   *
   * @default RootCapabilities.NONE
   */
  readonly capabilities?: RootCapabilities;
}
