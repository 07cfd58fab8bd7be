import { RunAs } from './run-as';
import { WritablePath } from './writable-path';

/** The contents of a preset. */
export interface RuntimePresetOptions {
  /**
   * Paths that the program writes, besides `/tmp`. Don't keep pid or lock files there: an emptyDir survives the restart of a container, and
   * the files with it.
   *
   * @default - only `/tmp`
   */
  readonly writablePaths?: WritablePath[];

  /**
   * Environment variables, by name. A container's own `envVariables` override them, in upper or lower case.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The user that the program's common image is made for: `RunAs.user(...)`. It is used if neither the
   * workload nor a scope sets `runAs`, and the platform assigns no ids.
   *
   * @default - none: the workload has the same ids as without the preset
   */
  readonly runAs?: RunAs;
}
