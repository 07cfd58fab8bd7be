import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { ContainerProps, Deployment, DeploymentProps, Job, JobProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { HardenedDeployment, HardenedDeploymentProps, HardenedJob, HardenedJobProps } from '../../src';

/** An image with nothing to complain about. */
export const IMAGE = `registry.example/app:1.2.3@sha256:${'0123456789abcdef'.repeat(4)}`;

/** Each hardened kind beside the cdk8s-plus kind that it extends. */
export const KINDS = [
  {
    kind: 'Deployment',
    plain: (scope: Construct, id: string, props: DeploymentProps) => new Deployment(scope, id, props),
    hardened: (scope: Construct, id: string, props: HardenedDeploymentProps) => new HardenedDeployment(scope, id, props),
  },
  {
    kind: 'Job',
    plain: (scope: Construct, id: string, props: JobProps) => new Job(scope, id, props),
    hardened: (scope: Construct, id: string, props: HardenedJobProps) => new HardenedJob(scope, id, props),
  },
];

/** Props that both the plain and the hardened kinds take. */
export type Props = HardenedDeploymentProps & HardenedJobProps;

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
  return manifestOf(construct).spec.template.spec;
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
