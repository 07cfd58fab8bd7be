import { createHash } from 'node:crypto';
import { checkOptions, described, ExpectedOptions, memberOf, textSuchAs } from './check-values';
import { RootCapabilities, RootGroupOptions, RootInUserNamespaceOptions, UniqueOptions } from './run-as-options';
import { OptionError } from '../../formats/language/option-error';
import { MAX_ID } from '../../formats/manifest/schema/shape';
import { Identity, NON_ROOT_ID } from '../../policy/settings/identity';

/** The range of `RunAs.unique`: above the ids of images and platforms, and below the largest id. */
const UNIQUE_START = 1_900_000_000;
const UNIQUE_COUNT = 200_000_000;

const CAPABILITIES: { readonly [name in RootCapabilities]: readonly string[] | undefined } = {
  [RootCapabilities.NONE]: undefined,
  [RootCapabilities.CLASSIC]: ['CHOWN', 'SETUID', 'SETGID', 'DAC_OVERRIDE', 'FOWNER'],
};

const ROOT_GROUP: ExpectedOptions<RootGroupOptions> = {
  reason: textSuchAs('the files of the image belong to group 0'),
  expires: textSuchAs('2030-01-31'),
  owner: textSuchAs('team-shop'),
  ticket: textSuchAs('https://tickets.example/1'),
};

/**
 * The user of the containers of a pod. A container's own `securityContext` overrides it.
 *
 * The group of that user owns the pod's volumes (`fsGroup`), so that a non-root user can write them.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedDeployment(chart, 'web', {
 *   containers: [{ image: 'registry.example.com/shop/web:1.4.2' }],
 *   runAs: RunAs.user(10001),
 * });
 */
export class RunAs {
  /**
   * Uid and gid 65532: `nonroot` in distroless and Wolfi images. Most other images do not know it, so it owns no files there.
   *
   * Source: https://github.com/GoogleContainerTools/distroless/blob/main/common/variables.bzl
   */
  public static nonRoot(): RunAs {
    return RunAs.user(NON_ROOT_ID);
  }

  /**
   * A user by number, for an image that is made for it.
   *
   * @param uid numeric user id, from 1 to 2147483647
   * @param gid numeric group id (the uid by default), from 1 to 2147483647
   * @throws if an id is not a whole number in that range; 0 is root
   */
  public static user(uid: number, gid: number = uid): RunAs {
    checkId('uid', uid);
    checkId('gid', gid);
    return new RunAs(() => ({ user: uid, group: gid, fsGroup: gid }));
  }

  /**
   * Ids that no other workload of the app has, 1,900,000,000 and above. A process that breaks out of one workload owns no files of
   * another, and no workload uses up another's share of the kernel's limits per user.
   *
   * @param options the seed
   * @throws if an option is misspelled or invalid; at synth if two seeds give the same ids, or a workload with a persistent volume has
   * no seed
   */
  public static unique(options: UniqueOptions = {}): RunAs {
    checkOptions<UniqueOptions>(
      'RunAs.unique',
      options,
      { seed: textSuchAs('orders-db', true) },
      { example: '{ seed: \'...\' }, or nothing' },
    );
    if (options.seed === '') {
      throw new OptionError('the seed of RunAs.unique is empty: use a name that never changes, or leave it out');
    }
    return new RunAs((path) => {
      const id = uniqueId(options.seed ?? path);
      return { user: id, group: id, fsGroup: id };
    }, { seed: options.seed });
  }

  /**
   * A user with gid 0, for an image whose files belong to root's group: such images work with any uid, as OpenShift requires. Keycloak,
   * SonarQube, Airflow and Nextcloud are examples. The process may read and write what root's group may, so this waives the control
   * `group-id` for the workload, with your reason. Volumes belong to the group of the uid.
   *
   * Use it for single workloads. If the image works with a group of its own, use `RunAs.user`.
   *
   * @param uid numeric user id, from 1 to 2147483647
   * @param options the reason, and when the exception ends
   * @throws if the uid is not a whole number in that range, or an option is misspelled or invalid
   */
  public static rootGroup(uid: number, options: RootGroupOptions): RunAs {
    checkId('uid', uid);
    checkOptions<RootGroupOptions>('RunAs.rootGroup', options, ROOT_GROUP, { required: ['reason'], example: '{ reason: \'...\' }' });
    return new RunAs(() => ({ user: uid, group: 0, fsGroup: uid }), undefined, { ...options });
  }

  /**
   * The USER of the image, which must be a number: a kubelet does not know whether a name is root. The manifest has no uid and no
   * gid; volumes belong to the group 65532.
   */
  public static imageUser(): RunAs {
    return new RunAs(() => ({ fsGroup: NON_ROOT_ID }));
  }

  /** No ids: the platform assigns them, as OpenShift does for every namespace. */
  public static platformAssigned(): RunAs {
    return new RunAs(() => ({}));
  }

  /**
   * Root inside a user namespace, without rights outside: for software that requires root. Pod Security "restricted" allows it from
   * Kubernetes 1.35; for older versions it needs a waiver.
   *
   * @param options the capabilities
   * @throws if an option is misspelled or invalid
   */
  public static rootInUserNamespace(options: RootInUserNamespaceOptions = {}): RunAs {
    checkOptions<RootInUserNamespaceOptions>(
      'RunAs.rootInUserNamespace',
      options,
      { capabilities: memberOf('RootCapabilities', RootCapabilities) },
    );
    const capabilities = CAPABILITIES[options.capabilities ?? RootCapabilities.NONE];
    return new RunAs(() => ({ user: 0, group: 0, fsGroup: 0, isRoot: true, capabilities }));
  }

  private constructor(
    private readonly identityAt: (constructPath: string) => Identity,
    private readonly uniqueOptions?: UniqueOptions,
    private readonly rootGroupOptions?: RootGroupOptions,
  ) {}

  /**
   * The ids as plain data.
   *
   * @internal
   */
  public _toIdentity(constructPath: string): Identity {
    return this.identityAt(constructPath);
  }

  /**
   * The options of `unique`; undefined for all others.
   *
   * @internal
   */
  public get _unique(): UniqueOptions | undefined {
    return this.uniqueOptions;
  }

  /**
   * The options of `rootGroup`; undefined for all others.
   *
   * @internal
   */
  public get _rootGroup(): RootGroupOptions | undefined {
    return this.rootGroupOptions;
  }
}

function uniqueId(seed: string): number {
  const digest = createHash('sha256').update(seed).digest('hex');
  return UNIQUE_START + Number(BigInt(`0x${digest}`) % BigInt(UNIQUE_COUNT));
}

function checkId(name: string, id: unknown): void {
  if (id === 0) {
    throw new OptionError(`${name} 0 is root: use the ${name} that the image is made for, or RunAs.nonRoot()`);
  }
  if (typeof id === 'string' && /^\d+$/.test(id)) {
    throw new OptionError(`${name} ${JSON.stringify(id)} is a string: write `
      + `${name === 'uid' ? `RunAs.user(${id})` : `RunAs.user(uid, ${id})`}`);
  }
  if (!Number.isInteger(id) || Number(id) < 0 || Number(id) > MAX_ID) {
    throw new OptionError(`${name} `
      + `${typeof id === 'number' ? `${id} is not valid` : `is ${described(id)}`}: use a whole number from 1 to ${MAX_ID}`);
  }
}
