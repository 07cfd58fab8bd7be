import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { Deployment, Node, NodeLabelQuery, Pods, ServiceType } from 'cdk8s-plus-28';
import { container, IMAGE, newChart, podSpecOf } from './support';
import { HardenedDeployment } from '../../../src';

function synthByKind(chart: Chart, kind: string): any[] {
  return Testing.synth(chart).filter((object) => object.kind === kind);
}

describe('features of the cdk8s-plus parent still work', () => {
  let chart: Chart;
  let web: HardenedDeployment;

  beforeEach(() => {
    chart = newChart();
    web = new HardenedDeployment(chart, 'web', { containers: [container({ portNumber: 8080 })] });
  });

  test('exposeViaService creates a Service', () => {
    web.exposeViaService({ serviceType: ServiceType.CLUSTER_IP });
    const [service] = synthByKind(chart, 'Service');
    const [deployment] = synthByKind(chart, 'Deployment');
    expect(service.spec.ports).toEqual([{ port: 8080, targetPort: 8080 }]);
    expect(deployment.spec.template.metadata.labels).toMatchObject(service.spec.selector);
  });

  test('scheduling sets affinities', () => {
    web.scheduling.attract(Node.labeled(NodeLabelQuery.is('disk', 'ssd')));
    expect(podSpecOf(web).affinity.nodeAffinity).toBeDefined();
    expect(podSpecOf(web).securityContext.runAsUser).toBe(65532);
  });

  test('connections create network policies', () => {
    web.connections.allowFrom(Pods.all(chart, 'everyone'));
    expect(synthByKind(chart, 'NetworkPolicy').length).toBeGreaterThan(0);
  });

  test('isolate creates a network policy', () => {
    const isolated = new HardenedDeployment(chart, 'isolated', { containers: [container()], isolate: true });
    expect(synthByKind(chart, 'NetworkPolicy')).toHaveLength(1);
    expect(podSpecOf(isolated).securityContext.runAsUser).toBe(65532);
  });

  test('JSON patches run before hardening and are kept', () => {
    ApiObject.of(web).addJsonPatch(
      JsonPatch.add('/spec/template/spec/priorityClassName', 'batch'),
      JsonPatch.add('/spec/template/spec/securityContext/runAsUser', 1234),
      JsonPatch.add('/spec/template/spec/containers/-', {
        name: 'patched-in',
        image: IMAGE,
        resources: {
          limits: { cpu: { value: '1' }, memory: { value: '1Gi' } },
          requests: { cpu: { value: '1' }, memory: { value: '1Gi' } },
        },
      }),
    );
    const spec = podSpecOf(web);
    expect(spec).toMatchObject({ priorityClassName: 'batch', securityContext: { runAsUser: 1234, runAsGroup: 65532 } });
    expect(spec.containers[1]).toMatchObject({
      name: 'patched-in',
      securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      volumeMounts: [{ mountPath: '/tmp', name: 'scratch-patched-in--tmp' }],
    });
  });

  test('a patch runs before fields are added, and removed fields are filled in again', () => {
    ApiObject.of(web).addJsonPatch(JsonPatch.remove('/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem'));
    expect(podSpecOf(web).containers[0].securityContext.readOnlyRootFilesystem).toBe(true);
    ApiObject.of(web).addJsonPatch(JsonPatch.test('/spec/template/spec/enableServiceLinks', false));
    expect(() => podSpecOf(web)).toThrow('TEST_OPERATION_FAILED');
  });

  test('a patch after a synthesis takes effect in the next one', () => {
    expect(podSpecOf(web).securityContext.runAsUser).toBe(65532);
    ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext/runAsUser', 1234));
    expect(podSpecOf(web).securityContext.runAsUser).toBe(1234);
  });

  test('a HardenedDeployment is a Deployment', () => {
    expect(web).toBeInstanceOf(Deployment);
  });
});
