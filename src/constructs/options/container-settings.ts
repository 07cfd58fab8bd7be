import { DockerfileImage } from './dockerfile-image';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { WritablePath } from './writable-path';

/** Settings of one container, which may be an init container. They override the pod-wide ones. */
export interface ContainerSettings {
  /**
   * The user of this container. A sidecar with another uid cannot read the application's files or memory. Use `RunAs.user` or
   * `RunAs.unique`. A container cannot opt out of the pod's ids.
   *
   * @default - the pod-wide `runAs`
   */
  readonly runAs?: RunAs;

  /**
   * Paths that only this container may write. At the same path they override the pod-wide `writablePaths`.
   *
   * @default - the pod-wide `writablePaths`
   */
  readonly writablePaths?: WritablePath[];

  /**
   * Presets for the program in this container. They override pod-wide presets.
   *
   * @default - the pod-wide `presets`
   */
  readonly presets?: RuntimePreset[];

  /**
   * The Dockerfile that this container's image is built from.
   *
   * @default - the pod-wide `dockerfile`, if this is the pod's only container
   */
  readonly dockerfile?: DockerfileImage;
}
