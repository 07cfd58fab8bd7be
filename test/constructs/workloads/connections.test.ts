import { Chart, Testing } from 'cdk8s';
import { PodConnectionsAllowToOptions, PodConnectionsIsolation } from 'cdk8s-plus-28';
import { container } from './support';
import { HardenedDeployment, Hardening } from '../../../src';
import { Endpoint, isAllowed } from '../../policy/network/evaluator';
import { schemaErrors } from '../../support/kubernetes-schemas';

// Without `isolate`, the policies of a connection isolate one direction of each end.
describe('connections of workloads that nothing else isolates', () => {
  const NAMES: Endpoint = { name: 'dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
  const CONTROLLER: Endpoint = { name: 'ingress', namespace: 'ingress-nginx', labels: { 'app.kubernetes.io/name': 'ingress-nginx' } };
  const connect = (options: PodConnectionsAllowToOptions = {}, change: (chart: Chart, web: HardenedDeployment) => void = () => {}) => {
    const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop', disableResourceNameHashes: true });
    const [web, job] = ['web', 'job'].map((id) => new HardenedDeployment(chart, id, { containers: [container({ portNumber: 8080 })] }));
    job.connections.allowTo(web, options);
    change(chart, web);
    const policies = (Testing.synth(chart) as any[]).filter(({ kind }) => kind === 'NetworkPolicy');
    policies.forEach((policy) => expect(schemaErrors(policy, policy)).toEqual([]));
    const ends = [web, job].map(({ node: { id }, matchLabels }): Endpoint =>
      ({ name: id, namespace: 'shop', labels: { 'cdk8s.io/metadata.addr': Object.values(matchLabels)[0] } }));
    const allowed = (from: Endpoint, to: Endpoint, port: number) => isAllowed({ policies }, { from, to, port, protocol: port === 53 ? 'UDP' : 'TCP' });
    const notes = policies.flatMap(({ metadata }) => metadata.annotations?.['cdk8s-hardened/derived-access'] ?? []);
    return { ends, allowed, notes, count: policies.length };
  };

  test('who connects resolves names, and nobody is isolated more than before', () => {
    const { ends: [web, job], allowed, count } = connect();
    expect([allowed(job, NAMES, 53), allowed(job, web, 8080), allowed(job, CONTROLLER, 80)]).toEqual([true, true, false]);
    expect(allowed(NAMES, job, 8080)).toBe(true);
    expect([allowed(web, NAMES, 53), allowed(web, CONTROLLER, 80), allowed(CONTROLLER, web, 8080)]).toEqual([true, true, false]);
    expect(count).toBe(3);
  });

  test('an Ingress still reaches its pods', () => {
    const expose = (_: Chart, each: HardenedDeployment) => { each.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] }).exposeViaIngress('/'); };
    const { ends: [web, job], allowed, notes } = connect({}, expose);
    expect([CONTROLLER, job, NAMES].map((from) => allowed(from, web, 8080))).toEqual([true, true, false]);
    expect(allowed(CONTROLLER, web, 80)).toBe(false);
    expect(notes).toEqual(['the ingress controller on 8080 for Ingress shop-web-service-ingress']);
  });

  test('an end that is left out gets no policy', () => {
    const { ends: [web], allowed, count } = connect({ isolation: PodConnectionsIsolation.POD });
    expect([allowed(CONTROLLER, web, 8080), count]).toEqual([true, 2]);
    expect(connect({ isolation: PodConnectionsIsolation.PEER }).count).toBe(1);
  });

  test('of an isolated workload, and in an isolated scope, nothing is added', () => {
    expect(connect({}, (_, web) => web.connections.isolate()).count).toBe(4);
    const { ends: [, job], allowed } = connect({}, (chart) => Hardening.of(chart).isolateNetwork());
    expect([allowed(job, NAMES, 53), allowed(NAMES, job, 8080)]).toEqual([true, false]);
  });
});
