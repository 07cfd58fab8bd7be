import { ApiObject, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Namespace, NamespaceProps, ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { limitRange, resourceQuota } from './namespace-limits';
import { PodSecurityLevel } from './pod-security-level';
import { formatVersion, parseVersion } from '../../formats/manifest/version';
import { checkSpelling } from '../options/check-keys';
import { checkValue, ExpectedOptions, FLAG_OPTION, memberOf, objectOption } from '../options/check-values';
import { defaultsFor } from '../options/defaults';
import { namingConstruct } from '../options/name-construct';
import { NamespaceQuota } from '../options/namespace-quota';
import { isolateNamespace } from '../synth/network-policy';
import { objectsAt } from '../synth/objects-at';

/** Properties of `HardenedNamespace`: the props of the cdk8s-plus `Namespace`, and options to harden it. */
export interface HardenedNamespaceProps extends NamespaceProps {
  /**
   * The level of the Pod Security Standards that the API server enforces. At any level, it warns about pods that do not meet "restricted".
   *
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly podSecurity?: PodSecurityLevel;

  /**
   * Limits on the resources that the pods use together.
   *
   * @default - `NamespaceQuota.fromApp()`: twice the resources that the app's workloads in this namespace need
   */
  readonly quota?: NamespaceQuota;

  /**
   * Whether a NetworkPolicy denies all connections to and from the pods of the namespace, except to DNS.
   *
   * @default true
   */
  readonly defaultDeny?: boolean;

  /**
   * Whether a LimitRange gives requests and limits to containers without them, and refuses huge ones.
   *
   * @default true
   */
  readonly limitRange?: boolean;
}

const PROPS: ExpectedOptions<Omit<HardenedNamespaceProps, 'metadata'>> = {
  podSecurity: memberOf('PodSecurityLevel', PodSecurityLevel),
  quota: objectOption('_toQuota', () => 'write NamespaceQuota.fromApp(), NamespaceQuota.amounts(...) or NamespaceQuota.none()'),
  defaultDeny: FLAG_OPTION,
  limitRange: FLAG_OPTION,
};

/** The kinds that the quota is computed from. */
const COUNTED = /^(?:Pod|ReplicationController|Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|HorizontalPodAutoscaler)$/;

/**
 * A `Namespace` that admits only safe pods, denies connections to them, and limits their resources. It has the name of its Chart's
 * namespace, unless you set a name.
 *
 * It has Pod Security labels, a NetworkPolicy for all pods, a LimitRange, a ResourceQuota, and the ServiceAccount `default` without a
 * token. Hardened workloads in it need `network` or `connections` to be reached.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedNamespace(chart, 'shop', { metadata: { name: 'shop' } });
 */
export class HardenedNamespace extends Namespace {
  /**
   * @param scope parent construct
   * @param id id in that scope
   * @param props the props of `Namespace`, and options to harden it
   * @throws if an option is misspelled or has the wrong type
   */
  constructor(scope: Construct, id: string, props: HardenedNamespaceProps = {}) {
    namingConstruct(scope, id, () => {
      checkSpelling(props, Object.keys(PROPS));
      Object.entries(PROPS).forEach(([option, expected]) => checkValue(option, props[option as keyof typeof PROPS], expected));
    });
    const { podSecurity = PodSecurityLevel.RESTRICTED, quota = NamespaceQuota.fromApp() } = props;
    const labels = { ...podSecurityLabels(scope, podSecurity), ...props.metadata?.labels };
    const name = props.metadata?.name ?? Chart.of(scope).namespace;
    super(scope, id, { metadata: { ...props.metadata, ...name !== undefined && { name }, labels } }); // `undefined` would become its name.
    if (this.metadata.namespace !== undefined) {
      this.apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace')); // The Chart sets it, but a Namespace is not in a namespace.
    }
    new ServiceAccount(this, 'DefaultAccount', { metadata: { name: 'default', namespace: this.name }, automountToken: false });
    if (props.defaultDeny ?? true) {
      isolateNamespace(this, 'DefaultDeny', this.name);
    }
    if (props.limitRange ?? true) {
      this.addLimits('LimitRange', () => limitRange(this.workloads()));
    }
    const settings = quota._toQuota();
    if (settings) {
      this.addLimits('ResourceQuota', () => resourceQuota(settings, this.workloads()));
    }
  }

  private addLimits(kind: string, produce: () => unknown): void {
    new ApiObject(this, kind, { apiVersion: 'v1', kind, metadata: { name: 'default', namespace: this.name }, spec: Lazy.any({ produce }) });
  }

  /** The workloads of the app in this namespace, and their HorizontalPodAutoscalers. */
  private workloads() {
    return objectsAt(this, `namespace ${this.name}`, COUNTED);
  }
}

/** Only `enforce` pins the version: after an upgrade, the cluster warns about new violations before it refuses them. */
function podSecurityLabels(scope: Construct, enforced: PodSecurityLevel): { [label: string]: string } {
  const { kubernetesVersion = 'latest' } = defaultsFor(scope);
  const prefix = 'pod-security.kubernetes.io';
  return {
    [`${prefix}/enforce`]: enforced,
    [`${prefix}/enforce-version`]: kubernetesVersion === 'latest' ? 'latest' : `v${formatVersion(parseVersion(kubernetesVersion))}`,
    ...Object.fromEntries(['audit', 'warn'].flatMap((mode) => [
      [`${prefix}/${mode}`, PodSecurityLevel.RESTRICTED],
      [`${prefix}/${mode}-version`, 'latest'],
    ])),
  };
}
