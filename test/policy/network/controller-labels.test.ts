import * as fc from 'fast-check';
import { Endpoint, isAllowed } from './evaluator';
import { podsOf } from '../../../src/formats/manifest/workload';
import { ClusterObjects } from '../../../src/policy/network/cluster-objects';
import { Network } from '../../../src/policy/network/evaluate/network';
import { isPortOpen } from '../../../src/policy/network/evaluate/ports';
import { factsAt } from '../facts/known';

/*
 * Controllers add labels to pods. Whatever values these have in a cluster, a workload may count as isolated only if each of its pods is,
 * and whatever one of its pods may do, the workload must be shown to do. The evaluator of these tests sees the pods one by one.
 */

const PLACE = 'namespace shop';
const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const POD_INDEX = 'apps.kubernetes.io/pod-index';
const JOB = ['job-name', 'batch.kubernetes.io/job-name'];
const UID = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const ZONE = 'topology.kubernetes.io/zone';

interface Workload {
  readonly object: any;
  /** The labels of its pods in a cluster. */
  readonly pods: readonly { readonly [label: string]: string }[];
}

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const template = (app: string) => ({ metadata: { labels: { app } }, spec: { containers: [{ name: 'main', image: 'app:1' }] } });
const object = (kind: string, app: string, spec: object) =>
  ({ apiVersion: kind.endsWith('Job') ? 'batch/v1' : 'apps/v1', kind, metadata: { name: app, namespace: 'shop' }, spec });
const all = (keys: readonly string[], value: string) => Object.fromEntries(keys.map((key) => [key, value]));

/** Each kind, with values of labels that a cluster may choose. */
const workload = (app: string): fc.Arbitrary<Workload> => fc.record({
  hash: oneOf('h1', 'h2'),
  zones: fc.array(fc.option(oneOf('z1', 'z2'), { nil: undefined }), { minLength: 2, maxLength: 2 }),
  kind: oneOf('Deployment', 'DaemonSet', 'StatefulSet', 'Job', 'CronJob', 'manual Job'),
  isIndexed: fc.boolean(),
  hasGeneration: fc.boolean(),
}).map(({ hash, zones, kind, isIndexed, hasGeneration }) => {
  const pods = zones.map((zone) => ({ app, ...zone !== undefined && { [ZONE]: zone } }));
  const job = { completionMode: isIndexed ? 'Indexed' : undefined, completions: 2, template: template(app) };
  const indexed = (labels: object, index: number) => ({ ...labels, ...isIndexed && { 'batch.kubernetes.io/job-completion-index': `${index}` } });
  switch (kind) {
    case 'Deployment': return { object: object(kind, app, { template: template(app) }), pods: pods.map((labels) => ({ ...labels, 'pod-template-hash': hash })) };
    case 'DaemonSet': return {
      object: object(kind, app, { template: template(app) }),
      pods: pods.map((labels) => ({ ...labels, 'controller-revision-hash': hash, ...hasGeneration && { 'pod-template-generation': '1' } })),
    };
    case 'StatefulSet': return {
      object: object(kind, app, { replicas: 2, ordinals: { start: 1 }, template: template(app) }),
      pods: pods.map((labels, index) => ({ ...labels, [POD_NAME]: `${app}-${index + 1}`, [POD_INDEX]: `${index + 1}`, 'controller-revision-hash': hash })),
    };
    case 'Job': return { object: object(kind, app, job), pods: pods.map((labels, index) => indexed({ ...labels, ...all(JOB, app), ...all(UID, hash) }, index)) };
    case 'manual Job': return { object: object('Job', app, { ...job, manualSelector: true }), pods: pods.map(indexed) };
    default: return {
      object: object(kind, app, { jobTemplate: { spec: job } }),
      pods: pods.map((labels, index) => indexed({ ...labels, ...all(JOB, `${app}-${hash}`), ...all(UID, hash) }, index)),
    };
  }
});

const KEYS = ['app', ...JOB, ...UID, POD_NAME, POD_INDEX, ZONE, 'pod-template-hash', 'controller-revision-hash', 'pod-template-generation', 'batch.kubernetes.io/job-completion-index'];
const VALUES = ['a', 'b', 'a-1', 'a-2', 'b-1', 'a-h1', 'h1', 'h2', 'z1', '0', '1', '2'];
const expression = fc.oneof(
  fc.record({ key: oneOf(...KEYS), operator: oneOf('In', 'NotIn'), values: fc.subarray(VALUES, { minLength: 1 }) }),
  fc.record({ key: oneOf(...KEYS), operator: oneOf('Exists', 'DoesNotExist') }),
);
const selector = fc.record({
  matchLabels: fc.dictionary(oneOf(...KEYS), oneOf(...VALUES), { maxKeys: 1 }),
  matchExpressions: fc.array(expression, { maxLength: 2 }),
}, { requiredKeys: [] });
const rules = (peers: 'from' | 'to') => fc.array(fc.record({ [peers]: fc.array(fc.record({ podSelector: selector }), { minLength: 1, maxLength: 2 }) }), { maxLength: 2 });
const policy = fc.record({
  podSelector: selector, policyTypes: fc.subarray(['Ingress', 'Egress'], { minLength: 1 }), ingress: rules('from'), egress: rules('to'),
});
const clusters = fc.record({ a: workload('a'), b: workload('b'), specs: fc.array(policy, { minLength: 1, maxLength: 4 }) });

it('counts as isolated only what is isolated pod by pod, and shows all that a pod may do', () => {
  let isolated = 0;
  let partly = 0;
  fc.assert(fc.property(clusters, ({ a, b, specs }) => {
    const policies = specs.map((spec, index) =>
      ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: `p${index}`, namespace: 'shop' }, spec }));
    const objects = new ClusterObjects();
    const manifests = [a.object, b.object, ...policies];
    manifests.forEach((each) => objects.add(each, PLACE));
    const { networkPolicies } = factsAt(PLACE, manifests);
    const network = new Network(objects);
    const workloads = [a, b].map(({ object: json, pods }, index) =>
      ({ json, own: objects.pods[index], endpoints: pods.map((labels): Endpoint => ({ name: json.metadata.name, namespace: 'shop', labels })) }));
    const anyone: Endpoint = { name: 'anyone', ip: '203.0.113.1' };
    for (const { json, own, endpoints } of workloads) {
      const isDenied = (direction: 'Ingress' | 'Egress') => endpoints.map((pod) => !isAllowed({ policies },
        direction === 'Ingress' ? { from: anyone, to: pod, port: 80 } : { from: pod, to: anyone, port: 80 }));
      (['Ingress', 'Egress'] as const).filter((direction) => network.isIsolated(own, direction)).forEach((direction) => {
        isolated++;
        expect(isDenied(direction)).toEqual([true, true]);
      });
      // One evaluator for `network` and `audit`.
      const isSelected = networkPolicies!.isolates(podsOf(json)[0]);
      expect(isSelected).toBe(network.isIsolated(own, 'Ingress') || network.isIsolated(own, 'Egress'));
    }
    for (const from of workloads) {
      for (const to of workloads) {
        const allowed = from.endpoints.flatMap((one) =>
          to.endpoints.map((other) => isAllowed({ policies }, { from: one, to: other, port: 80 })));
        partly += allowed.includes(true) && allowed.includes(false) ? 1 : 0;
        if (allowed.includes(true)) {
          expect(isPortOpen(network.portsBetween(from.own, to.own), 80, 'TCP')).toBe(true);
        }
      }
    }
  }), { numRuns: 2000 });
  expect(isolated).toBeGreaterThan(0);
  expect(partly).toBeGreaterThan(0);
});
