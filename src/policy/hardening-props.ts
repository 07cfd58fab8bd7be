import { RunAs } from './run-as';
import { WritablePath } from './writable-path';
import { Waiver } from '../waivers/waiver';

/** What every hardened workload takes beside the props of its cdk8s-plus parent. */
export interface HardeningProps {
  /**
   * The user that containers run as where their `securityContext` does not say it.
   *
   * @default RunAs.nonRoot() - uid, gid and fsGroup 65532
   */
  readonly runAs?: RunAs;

  /**
   * The paths that containers may write. `/tmp` is always among them: 1 GiB on disk, unless it is given here with
   * another size, or something writable is mounted there.
   *
   * @default - `/tmp` alone
   */
  readonly writablePaths?: WritablePath[];

  /**
   * Whether every container that has none gets a request (64Mi) and a limit (its writable paths on disk + 1Gi, and not
   * less than its own request) for ephemeral storage. Without limits one container can fill the disk of its node.
   *
   * @default true
   */
  readonly limitEphemeralStorage?: boolean;

  /**
   * Exceptions from controls, for this workload alone.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}
