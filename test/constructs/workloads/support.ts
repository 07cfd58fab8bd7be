import { ApiObject, App, Chart, Cron, Testing } from 'cdk8s';
import { ContainerProps, CronJob, DaemonSet, Deployment, Job, Pod, Service, StatefulSet, WorkloadProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  HardenedCronJob,
  HardenedDaemonSet,
  HardenedDeployment,
  HardenedJob,
  HardenedPod,
  HardenedStatefulSet,
  HardeningProps,
} from '../../../src';

/** An image with nothing to complain about. */
export const IMAGE = `registry.example/app:1.2.3@sha256:${'0123456789abcdef'.repeat(4)}`;

/** An image that is known to have no shell, and one whose shell can help out. */
export const DISTROLESS = `gcr.io/distroless/java21-debian12:nonroot@sha256:${'0123456789abcdef'.repeat(4)}`;
export const BUSYBOX = `busybox:1.37@sha256:${'fedcba9876543210'.repeat(4)}`;

/** Props that every kind takes, plain or hardened. */
export type Props = WorkloadProps & HardeningProps;

type Workload = Pod | Deployment | StatefulSet | DaemonSet | Job | CronJob;
type Make = (scope: Construct, id: string, props: Props) => Workload;

const daily = (props: Props) => ({ schedule: Cron.daily(), ...props });
/** A Service of its own: for its default one cdk8s-plus requires a container with a port. */
const served = (scope: Construct, id: string, props: Props) => ({
  service: new Service(scope, `${id}-service`, { ports: [{ port: 80 }] }),
  ...props,
});

/** Each hardened kind, the cdk8s-plus kind that it extends, and the path of its pod spec. */
export const KINDS: readonly { kind: string; spec: string; plain: Make; hardened: Make }[] = [
  {
    kind: 'Pod',
    spec: 'spec',
    plain: (scope, id, props) => new Pod(scope, id, props),
    hardened: (scope, id, props) => new HardenedPod(scope, id, props),
  },
  {
    kind: 'Deployment',
    spec: 'spec.template.spec',
    plain: (scope, id, props) => new Deployment(scope, id, props),
    hardened: (scope, id, props) => new HardenedDeployment(scope, id, props),
  },
  {
    kind: 'StatefulSet',
    spec: 'spec.template.spec',
    plain: (scope, id, props) => new StatefulSet(scope, id, served(scope, id, props)),
    hardened: (scope, id, props) => new HardenedStatefulSet(scope, id, served(scope, id, props)),
  },
  {
    kind: 'DaemonSet',
    spec: 'spec.template.spec',
    plain: (scope, id, props) => new DaemonSet(scope, id, props),
    hardened: (scope, id, props) => new HardenedDaemonSet(scope, id, props),
  },
  {
    kind: 'Job',
    spec: 'spec.template.spec',
    plain: (scope, id, props) => new Job(scope, id, props),
    hardened: (scope, id, props) => new HardenedJob(scope, id, props),
  },
  {
    kind: 'CronJob',
    spec: 'spec.jobTemplate.spec.template.spec',
    plain: (scope, id, props) => new CronJob(scope, id, daily(props)),
    hardened: (scope, id, props) => new HardenedCronJob(scope, id, daily(props)),
  },
];

export function container(props: Partial<ContainerProps> = {}): ContainerProps {
  return { image: IMAGE, ...props };
}

/** A chart named "shop" in an app of its own. */
export function newChart(): Chart {
  return new Chart(new App({ outdir: '/nowhere' }), 'shop', { namespace: 'shop' });
}

/** The manifest of a construct, out of a synthesis of its whole chart. */
export function manifestOf(construct: Construct): any {
  const { name, kind } = ApiObject.of(construct);
  return Testing.synth(Chart.of(construct)).find((object) => object.kind === kind && object.metadata.name === name);
}

/** The pod spec of a construct, out of a synthesis of its whole chart. */
export function podSpecOf(construct: Construct): any {
  const manifest = manifestOf(construct);
  const { spec } = KINDS.find(({ kind }) => kind === manifest.kind)!;
  return spec.split('.').reduce((json, step) => json[step], manifest);
}

/** The error of a synthesis, or '' where there is none. */
export function synthError(chart: Chart): string {
  try {
    Testing.synth(chart);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
