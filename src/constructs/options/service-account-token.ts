import { Duration } from 'cdk8s';
import { checkOptions, ExpectedOptions, textSuchAs } from './check-values';
import { CONTAINER_NAMES, DURATION } from './expected';
import { OptionError } from '../../formats/language/option-error';
import { normalizePath } from '../../formats/manifest/paths';
import { writableMountPath } from '../../knowledge/writable-paths/mount-path';
import { API_SERVER_DIRECTORY, ProjectedToken } from '../../policy/settings/choices';

/** The shortest lifetime of a token that the API server allows (validation of serviceAccountToken.expirationSeconds). */
const MIN_SECONDS = 600;

/** The only directory of the runtime that tokens may be below. */
const SECRETS = /^(\/var)?\/run\/secrets\/[^/:]+\/[^:]*$/;

/** Options of a projected token. */
export interface ProjectedTokenOptions {
  /**
   * The service that checks the token. No other service accepts it. The audience of the API server is its `--api-audiences`, by default its
   * `--service-account-issuer`: `https://kubernetes.default.svc.cluster.local` in clusters of kubeadm. Source:
   * https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
   */
  readonly audience: string;

  /**
   * Lifetime of the token, at least 10 minutes. The kubelet replaces it in time.
   *
   * @default Duration.hours(1)
   */
  readonly expiration?: Duration;

  /**
   * Absolute path of the file. Nothing else may be in its directory.
   *
   * @default /var/run/secrets/tokens/token
   */
  readonly path?: string;

  /**
   * Names of the containers that mount it.
   *
   * @default - every container, init containers too
   */
  readonly containers?: string[];
}

/** Options of a token for the API server. */
export interface ApiServerTokenOptions {
  /**
   * Names of the containers that mount it.
   *
   * @default - every container, init containers too
   */
  readonly containers?: string[];
}

const OPTIONS: ExpectedOptions<ProjectedTokenOptions> = {
  audience: textSuchAs('vault', true),
  expiration: DURATION,
  path: textSuchAs('/var/run/secrets/tokens/token', true),
  containers: CONTAINER_NAMES,
};

const API_SERVER_OPTIONS: ExpectedOptions<ApiServerTokenOptions> = { containers: CONTAINER_NAMES };

/**
 * A token of the workload's service account. No workload gets one automatically.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedDeployment(chart, 'operator', {
 *   containers: [{ image: 'registry.example.com/infra/operator:1.4.2' }],
 *   serviceAccountToken: ServiceAccountToken.apiServer(),
 * });
 */
export class ServiceAccountToken {
  /**
   * A token for one audience, in a file that is mounted read-only and that the kubelet renews. The pod needs an fsGroup to read it.
   *
   * @param options audience, lifetime, path and containers
   * @throws if an option is misspelled or has the wrong type, the audience is empty, the lifetime is under 10 minutes, or the path is not
   * absolute, has no directory of its own, or is in one whose files the container needs to start
   */
  public static projected(options: ProjectedTokenOptions): ServiceAccountToken {
    checkOptions('ServiceAccountToken.projected', options, OPTIONS, { example: '{ audience: \'...\' }' });
    const { audience, expiration = Duration.hours(1), path = '/var/run/secrets/tokens/token', containers } = options;
    if (!audience) {
      throw new OptionError('the service account token has no audience: set the service that checks it');
    }
    if (expiration.toSeconds() < MIN_SECONDS) {
      throw new OptionError(`the service account token expires after ${expiration.toSeconds()} `
        + `s: Kubernetes requires at least ${MIN_SECONDS} s`);
    }
    if (!/^\/[^/]+\//.test(path) || normalizePath(path) !== path) {
      throw new OptionError(`the token's path "${path}" must be an absolute path without ".." and double slashes, `
        + 'in its own directory, such as "/var/run/secrets/tokens/token"');
    }
    if (!SECRETS.test(path)) {
      writableMountPath(path.slice(0, path.lastIndexOf('/')), false, 'directory of the token');
    }
    return new ServiceAccountToken({ audience, expirationSeconds: expiration.toSeconds(), path, containers });
  }

  /**
   * A token for calls to the API server, where client libraries look for it: read-only in `/var/run/secrets/kubernetes.io/serviceaccount`,
   * next to `ca.crt` and `namespace`. Unlike the automatic token, it is valid for only an hour, and only the containers that you name get
   * it. The kubelet renews it. It has no audience, since no value means the API server in every cluster. The pod needs an fsGroup to read
   * it.
   *
   * @param options the containers
   * @throws if an option is misspelled or has the wrong type
   */
  public static apiServer(options: ApiServerTokenOptions = {}): ServiceAccountToken {
    checkOptions('ServiceAccountToken.apiServer', options, API_SERVER_OPTIONS, { example: '{ containers: [\'...\'] }' });
    const { containers } = options;
    return new ServiceAccountToken({ expirationSeconds: Duration.hours(1).toSeconds(), path: `${API_SERVER_DIRECTORY}/token`, containers });
  }

  private constructor(private readonly token: ProjectedToken) {}

  /**
   * The token as plain data.
   *
   * @internal
   */
  public _toToken(): ProjectedToken {
    return this.token;
  }
}
