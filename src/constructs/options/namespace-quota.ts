import { Size } from 'cdk8s';
import { checkOptions, ExpectedOptions, wholeNumber } from './check-values';
import { SIZE } from './expected';
import { OptionError } from '../../formats/language/option-error';

/** Options of `NamespaceQuota.fromApp`. */
export interface AppQuotaOptions {
  /**
   * The quota as a multiple of the resources that the workloads need. It leaves room for updates, which run old and new pods side by side.
   *
   * @default 2
   */
  readonly factor?: number;

  /**
   * The number of nodes. Every DaemonSet runs a pod on each node.
   *
   * @default - required if the app has a DaemonSet in the namespace
   */
  readonly nodes?: number;
}

/** Options of `NamespaceQuota.amounts`. */
export interface AmountsQuotaOptions {
  /** The number of pods. */
  readonly pods: number;
  /** The sum of all CPU requests, in cores. */
  readonly cpuRequests: number;
  /** The sum of all CPU limits, in cores. */
  readonly cpuLimits: number;
  /** The sum of all memory requests. */
  readonly memoryRequests: Size;
  /** The sum of all memory limits. */
  readonly memoryLimits: Size;
}

/** A quota as plain data, in cores and bytes. */
export type QuotaSettings =
  | { readonly kind: 'app'; readonly factor: number; readonly nodes?: number }
  | { readonly kind: 'fixed'; readonly pods: number; readonly requests: Resources; readonly limits: Resources };

interface Resources {
  readonly cpu: number;
  readonly memory: number;
}

const COUNT = wholeNumber(1, 100_000);
const CORES = {
  accepts: (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value > 0,
  remedy: () => 'write a number of cores such as 4 or 0.5',
};
const FACTOR = {
  accepts: (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 1,
  remedy: () => 'write a number such as 2 or 1.5, at least 1',
};
const APP: ExpectedOptions<AppQuotaOptions> = { factor: FACTOR, nodes: COUNT };
const FIXED: ExpectedOptions<AmountsQuotaOptions> = {
  pods: COUNT, cpuRequests: CORES, cpuLimits: CORES, memoryRequests: SIZE, memoryLimits: SIZE,
};

/**
 * Limits on the resources that the pods of a namespace use together, so that one application cannot take the nodes from the others.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedNamespace(chart, 'batch', { metadata: { name: 'batch' }, quota: NamespaceQuota.none() });
 */
export class NamespaceQuota {
  /**
   * The resources that the app's workloads in the namespace need, times a factor. Without workloads, the quota is 50 pods, requests of 10
   * cores and 20 GiB, and limits twice as high.
   *
   * @param options the factor, and the number of nodes
   * @throws if an option is misspelled or invalid
   */
  public static fromApp(options: AppQuotaOptions = {}): NamespaceQuota {
    checkOptions('NamespaceQuota.fromApp', options, APP);
    return new NamespaceQuota({ kind: 'app', factor: options.factor ?? 2, nodes: options.nodes });
  }

  /**
   * Your own numbers.
   *
   * @param options the numbers
   * @throws if one is missing or invalid, or a limit is below its request
   */
  public static amounts(options: AmountsQuotaOptions): NamespaceQuota {
    checkOptions('NamespaceQuota.amounts', options, FIXED, { required: Object.keys(FIXED) });
    const requests = { cpu: options.cpuRequests, memory: options.memoryRequests.toKibibytes() * 1024 };
    const limits = { cpu: options.cpuLimits, memory: options.memoryLimits.toKibibytes() * 1024 };
    if (limits.cpu < requests.cpu || limits.memory < requests.memory) {
      throw new OptionError('NamespaceQuota.amounts has limits below its requests, so no pod '
        + 'can use the full requests: raise `cpuLimits` or `memoryLimits`');
    }
    return new NamespaceQuota({ kind: 'fixed', pods: options.pods, requests, limits });
  }

  /** No ResourceQuota. */
  public static none(): NamespaceQuota {
    return new NamespaceQuota(undefined);
  }

  private constructor(private readonly settings: QuotaSettings | undefined) {}

  /**
   * The quota as plain data; undefined for none.
   *
   * @internal
   */
  public _toQuota(): QuotaSettings | undefined {
    return this.settings;
  }
}
