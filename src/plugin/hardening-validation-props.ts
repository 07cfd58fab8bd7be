/** The `properties` of the plugin in cdk8s.yaml. */
export interface HardeningValidationProps {
  /**
   * The set of controls: `pss-baseline`, `pss-restricted` or `hardened`.
   *
   * @default - that of the settings file, else `hardened`
   */
  readonly profile?: string;

  /**
   * The Kubernetes version that the manifests are for: `1.28`, `v1.28.3` or `latest`. One before `1.23` is an error.
   *
   * @default - that of the settings file, else `latest`
   */
  readonly version?: string;

  /**
   * The platform that the manifests are for: `kubernetes`, `openshift`, `openshift-v3` or `gke-autopilot`.
   *
   * @default - that of the settings file, else `kubernetes`
   */
  readonly platform?: string;

  /**
   * Path of a waiver file, relative to the working directory. Only its waivers count then, and those of the settings file.
   *
   * @default - the waivers in annotations count, and those of the settings file
   */
  readonly waivers?: string;

  /**
   * Path of the settings file, relative to the working directory.
   *
   * @default - the nearest `cdk8s-hardened.yaml` from the working directory upwards, if there is one
   */
  readonly config?: string;
}
