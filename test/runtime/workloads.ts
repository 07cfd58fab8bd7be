/*
 * The workloads that the probe image runs in, made by the library's own constructs or by the cdk8s-plus ones that they extend.
 */
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { ContainerProps, ContainerSecurityContextProps, ImagePullPolicy } from 'cdk8s-plus-28';
import { APP_USER, PROBE_IMAGE } from './probe';
import { RunAs } from '../../src';
import { KINDS, Props } from '../constructs/workloads/support';

/** The defaults of Kubernetes, for an image that runs as root. */
export const KUBERNETES_DEFAULTS: ContainerSecurityContextProps = {
  allowPrivilegeEscalation: true,
  ensureNonRoot: false,
  readOnlyRootFilesystem: false,
  user: 0,
};

/** The container that attacks itself. There is no registry to pull from. */
export function probe(props: Partial<ContainerProps> = {}): ContainerProps {
  return { name: 'main', image: PROBE_IMAGE, imagePullPolicy: ImagePullPolicy.NEVER, ...props };
}

/** Another container of its pod that attacks itself, and whose process is then found by its arguments. */
export function neighbour(props: Partial<ContainerProps> = {}): ContainerProps {
  return probe({ name: 'neighbour', command: ['sh', '/probe/report.sh', '987654321'], ...props });
}

/** A workload of the probe and its neighbour, hardened, with required options only. */
export function hardened(kind: string, props: Props = {}): string {
  return synthesize((chart) => make(kind, 'hardened', chart, { containers: [neighbour(), probe()], runAs: RunAs.user(APP_USER), ...props }));
}

/** The same with the defaults of Kubernetes, as root. */
export function plain(kind: string, securityContext: ContainerSecurityContextProps = {}, ...patches: JsonPatch[]): string {
  const props = { securityContext: { ...KUBERNETES_DEFAULTS, ...securityContext } };
  return synthesize((chart) => {
    const workload = make(kind, 'plain', chart, { containers: [neighbour(props), probe(props)], automountServiceAccountToken: true });
    ApiObject.of(workload).addJsonPatch(...patches);
  });
}

export function make(kind: string, sort: 'plain' | 'hardened', chart: Chart, props: Props) {
  return KINDS.find((each) => each.kind === kind)![sort](chart, 'web', props);
}

/** The YAML of a chart named `probe`, after all validations. */
export function synthesize(fill: (chart: Chart) => void): string {
  const app = new App();
  fill(new Chart(app, 'probe', { disableResourceNameHashes: true }));
  return app.synthYaml();
}
