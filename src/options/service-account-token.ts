import { Duration } from 'cdk8s';
import { normalisePath } from '../manifest/paths';
import { ProjectedToken } from '../settings/settings';
import { writableMountPath } from '../writable-paths/mount-path';

/** The shortest life that the API server grants a token (validation of serviceAccountToken.expirationSeconds). */
const MIN_SECONDS = 600;

/** The one place of the runtime where tokens belong, in a directory below it. */
const SECRETS = /^(\/var)?\/run\/secrets\/[^/:]+\/[^:]*$/;

/** Options of a projected token. */
export interface ProjectedTokenOptions {
  /**
   * Who checks the token: it is worth nothing to anybody else. The API server's own is its `--api-audiences`, by default its
   * `--service-account-issuer`: `https://kubernetes.default.svc.cluster.local` in clusters of kubeadm.
   * Source: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
   */
  readonly audience: string;

  /**
   * How long it is good for; the kubelet replaces it in time. At least 10 minutes.
   *
   * @default Duration.hours(1)
   */
  readonly expiration?: Duration;

  /**
   * Absolute path of the file, in a directory of its own.
   *
   * @default /var/run/secrets/tokens/token
   */
  readonly path?: string;

  /**
   * Names of the containers that get it.
   *
   * @default - every container, init containers too
   */
  readonly containers?: string[];
}

/** How a workload gets a token of its service account, where it needs one: never by itself, and never for long. */
export class ServiceAccountToken {
  /**
   * A token for one audience, in a file that is mounted read-only and that the kubelet renews. The pod needs an fsGroup to read it.
   *
   * @param options audience, life and path
   * @throws where the audience is empty, the life under 10 minutes, or the path not absolute, without a directory of its own,
   * or in one whose files the container needs to start
   */
  public static projected(options: ProjectedTokenOptions): ServiceAccountToken {
    const { audience, expiration = Duration.hours(1), path = '/var/run/secrets/tokens/token', containers } = options;
    if (!audience) {
      throw new Error('the token has no audience: name the service that checks it');
    }
    if (expiration.toSeconds() < MIN_SECONDS) {
      throw new Error(`the token expires after ${expiration.toSeconds()} s: Kubernetes grants no less than ${MIN_SECONDS} s`);
    }
    if (!/^\/[^/]+\//.test(path) || normalisePath(path) !== path) {
      throw new Error(`the token's path "${path}" must be absolute and plain, in a directory of its own, such as "/var/run/secrets/tokens/token"`);
    }
    if (!SECRETS.test(path)) {
      writableMountPath(path.slice(0, path.lastIndexOf('/')), false, 'directory of the token');
    }
    return new ServiceAccountToken({ audience, expirationSeconds: expiration.toSeconds(), path, containers });
  }

  private constructor(private readonly token: ProjectedToken) {}

  /**
   * The token as the engine takes it.
   *
   * @internal
   */
  public _toToken(): ProjectedToken {
    return this.token;
  }
}
