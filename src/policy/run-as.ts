import { Identity, NON_ROOT_ID } from '../controls/policy';

/** The largest id that Kubernetes accepts (validation of runAsUser, runAsGroup and fsGroup in k8s.io/apimachinery). */
const MAX_ID = 2147483647;

/**
 * The user that the containers of a pod run as, where their own `securityContext` does not say it.
 *
 * The same group owns the pod's volumes (`fsGroup`), so that a non-root user can write them.
 */
export class RunAs {
  /**
   * Uid and gid 65532: `nonroot` in distroless and Wolfi images, and unknown to most others, so that it owns nothing there.
   *
   * Source: https://github.com/GoogleContainerTools/distroless/blob/main/common/variables.bzl
   */
  public static nonRoot(): RunAs {
    return RunAs.user(NON_ROOT_ID);
  }

  /**
   * A user by number, for an image that is made for it.
   *
   * @param uid numeric user id, 1 to 2147483647
   * @param gid numeric group id, 1 to 2147483647; the uid where it is not given
   * @throws where an id is no whole number in that range; 0 is root
   */
  public static user(uid: number, gid: number = uid): RunAs {
    checkId('uid', uid);
    checkId('gid', gid);
    return new RunAs({ user: uid, group: gid, fsGroup: gid });
  }

  private constructor(private readonly identity: Identity) {}

  /**
   * The ids as the engine takes them.
   *
   * @internal
   */
  public _toIdentity(): Identity {
    return this.identity;
  }
}

function checkId(name: string, id: number): void {
  if (id === 0) {
    throw new Error(`${name} 0 is root's: give the ${name} that the image is made for, or RunAs.nonRoot()`);
  }
  if (!Number.isInteger(id) || id < 0 || id > MAX_ID) {
    throw new Error(`${name} ${id} is no id that Kubernetes takes: give a whole number from 1 to ${MAX_ID}`);
  }
}
