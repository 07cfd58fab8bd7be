/**
 * The `properties` of the plugin in cdk8s.yaml.
 *
 * @stability experimental
 */
export interface HardeningValidationProps {
  /**
   * The set of controls: `pss-baseline`, `pss-restricted` or `hardened`.
   *
   * @default - the value of the settings file, else `hardened`
   */
  readonly profile?: string;

  /**
   * The Kubernetes version that the manifests are for: `1.28`, `v1.28.3` or `latest`. One before `1.23` is an error.
   *
   * @default - the value of the settings file, else `latest`
   */
  readonly version?: string;

  /**
   * The platform that the manifests are for: `kubernetes`, `openshift`, `openshift-v3` or `gke-autopilot`.
   *
   * @default - the value of the settings file, else `kubernetes`
   */
  readonly platform?: string;

  /**
   * Which waivers count, as `--waivers` of `cdk8s-hardened audit`: waivers of the waiver file and of the settings file (`file`), waivers in
   * annotations and of the settings file (`inline`), or none at all (`none`).
   *
   * An object can carry any annotation, so that with `inline` a third-party chart accepts its own findings. Use it only in an app in which
   * `Hardening.of(app).enforce()` is called: that removes the waivers which the app itself does not declare.
   *
   * @default - `file`
   */
  readonly waivers?: string;

  /**
   * Path of a waiver file, relative to the working directory.
   *
   * @default - only the waivers of the settings file
   */
  readonly waiverFile?: string;

  /**
   * Path of the settings file, relative to the working directory.
   *
   * @default - the nearest `cdk8s-hardened.yaml` from the working directory upwards, if there is one
   */
  readonly config?: string;
}
