import { ApiObject, Helm, Include } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { applied, BARE_SPEC, deployment, emitted, file, newChart, pod } from './support';
import { Hardening, HardeningMixin, HardeningProfile, Waiver, WorkloadMatch } from '../../../../src';
import { container, synthError } from '../../workloads/support';

const REASON = 'the agent reads the logs of the node';
const HOST_PID: Waiver = { control: 'host-namespaces', allow: ['hostPID'], reason: REASON };
const NODE_SPEC = { ...BARE_SPEC, hostPID: true, securityContext: { runAsUser: 7 } };
const BASELINE = { profile: HardeningProfile.PSS_BASELINE };

const annotationOf = (object: any) => object.metadata.annotations?.['cdk8s-hardened/waivers'];

describe('an Include or Helm as the target of a waiver', () => {
  test('stands for its only object', () => {
    const chart = newChart();
    const agent = new Include(chart, 'agent', { url: file(pod(NODE_SPEC, 'agent')) });
    Hardening.of(chart).addWaiver({ ...HOST_PID, targets: [agent] });
    Hardening.of(chart).enforce(BASELINE);
    expect(synthError(chart)).toBe('');
    expect(annotationOf(emitted(chart)[0])).toContain(REASON);
  });

  test('can be the scope itself', () => {
    const agent = new Include(newChart(), 'agent', { url: file(pod(NODE_SPEC, 'agent')) });
    expect(() => Hardening.of(agent).addWaiver(HOST_PID)).not.toThrow();
    expect(() => Hardening.of(agent).apply({ waivers: [HOST_PID] })).not.toThrow();
  });

  test('that holds several names them', () => {
    const chart = newChart();
    const url = file(pod(NODE_SPEC, 'agent'), { ...deployment(), metadata: { name: 'web', namespace: 'n' } });
    const both = new Include(chart, 'files', { url });
    expect(() => Hardening.of(chart).addWaiver({ ...HOST_PID, targets: [both] })).toThrow('"shop/files" contains 2 objects: name one of them in `target`: '
      + '{ kind: \'Pod\', name: \'agent\' }, { kind: \'Deployment\', name: \'web\', namespace: \'n\' }');
  });

  test('that holds none is refused', () => {
    const chart = newChart();
    const none = new Include(chart, 'files', { url: file('# nothing') });
    expect(() => Hardening.of(chart).addWaiver({ ...HOST_PID, targets: [none] })).toThrow('"shop/files" contains no object');
  });

  test('a chart does not count: objects could be added to it', () => {
    const chart = newChart();
    new ApiObject(chart, 'agent', pod(NODE_SPEC, 'agent') as never);
    expect(() => Hardening.of(chart).addWaiver(HOST_PID)).toThrow('"shop" is not one Kubernetes object');
  });

  test('Helm is one', () => expect(Helm.prototype).toBeInstanceOf(Include));
});

describe('waivers of `apply`', () => {
  const build = (options: object, ...objects: object[]) => {
    const chart = applied(options);
    Hardening.of(chart).enforce(BASELINE);
    objects.forEach((object, index) => new ApiObject(chart, `object${index}`, object as never));
    return chart;
  };

  test('are for the target that they name', () => {
    const chart = build({ waivers: [{ ...HOST_PID, target: { kind: 'Pod', name: 'agent' } }] }, pod(NODE_SPEC, 'agent'), pod(NODE_SPEC, 'other'));
    expect(synthError(chart)).toContain('[shop/object1] host-namespaces');
    expect(synthError(chart)).not.toContain('[shop/object0]');
  });

  const forMatch = (match: WorkloadMatch, ...waivers: Waiver[]) => ({ workloads: [{ match, waivers }] });

  test('of a workload are for the one that matches', () => {
    const chart = build(forMatch({ name: 'agent' }, HOST_PID), pod(NODE_SPEC, 'agent'), pod());
    expect(synthError(chart)).toBe('');
    expect(emitted(chart).map(annotationOf)).toEqual([expect.stringContaining(REASON), undefined]);
  });

  test('of a workload must match one', () => {
    expect(synthError(build(forMatch({ name: 'agent' }, HOST_PID), pod()))).toContain(
      'waiver of "host-namespaces" is for the workload that matches {"name":"agent"}, which does not exist');
    expect(synthError(build(forMatch({ name: 'agent*' }, HOST_PID), pod(NODE_SPEC, 'agent1'), pod(NODE_SPEC, 'agent2')))).toContain(
      'selects the workload that matches {"name":"agent*"}, but 2 workloads match: shop/object0, shop/object1');
  });

  test('that nothing needs are an error', () => {
    expect(synthError(build(forMatch({ name: 'web' }, HOST_PID), pod()))).toMatch(/waiver of "host-namespaces" for .*web.* covers nothing/);
  });

  test('keep what they cover from being replaced', () => {
    const chart = build({ overrideUnsafe: true, ...forMatch({ name: 'agent' }, HOST_PID) }, pod(NODE_SPEC, 'agent'));
    expect(emitted(chart)[0].spec.hostPID).toBe(true);
  });

  test('granted twice are one', () => {
    const options = { ...forMatch({ name: 'agent' }, HOST_PID) };
    const chart = build(options, pod(NODE_SPEC, 'agent'));
    Hardening.of(chart).apply(options);
    expect(synthError(chart)).toBe('');
  });

  test.each<[string, object, string]>([
    ['an unknown control', forMatch({ name: 'a' }, { ...HOST_PID, control: 'host-namespace' }), 'workloads[0].waivers[0]: unknown control "host-namespace"'],
    ['a short reason', { waivers: [{ ...HOST_PID, reason: 'no', target: { kind: 'Pod', name: 'x' } }] }, 'is too short'],
    ['a target in a workload', forMatch({ name: 'a' }, { ...HOST_PID, target: { kind: 'Pod', name: 'x' } } as never), 'has no field "target"'],
  ])('with %s are refused', (_, options, error) => expect(() => applied(options)).toThrow(error));
});

test('waivers of a mixin are for its workload', () => {
  const chart = newChart();
  const agent = new Deployment(chart, 'agent', { containers: [container({ securityContext: { privileged: true, allowPrivilegeEscalation: true } })] });
  agent.with(new HardeningMixin({ waivers: [{ control: 'privileged', containers: ['main'], reason: REASON }], ...BASELINE }));
  Hardening.of(chart).enforce(BASELINE);
  expect(synthError(chart)).toBe('');
  expect(() => new HardeningMixin({ waivers: [{ control: 'privilege', reason: REASON }] })).toThrow('unknown control "privilege": did you mean "privileged"?');
});
