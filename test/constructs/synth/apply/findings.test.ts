import { ApiObject, JsonPatch } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { applied, BARE_SPEC, deployment, emitted, pod, podSpecsOf, printed } from './support';
import { FailOn, HardenedDeployment, Hardening, HardeningProfile, RunAs, UnknownUserPolicy } from '../../../../src';
import { container, synthError } from '../../workloads/support';

const PRIVILEGED = { containers: [{ name: 'main', image: 'a:1', securityContext: { privileged: true, runAsUser: 7 } }] };
const RESTRICTED = { profile: HardeningProfile.PSS_RESTRICTED };

describe('what cannot be filled in', () => {
  test('is printed as a warning and fails nothing', () => {
    const chart = applied();
    new ApiObject(chart, 'web', pod(PRIVILEGED) as never);
    expect(synthError(chart)).toBe('');
    expect(printed(chart)).toContain('[shop/web] privileged: container "main": spec.containers[0].securityContext.privileged is true');
  });

  test('fails a gate, whichever comes first', () => {
    for (const order of [['apply', 'enforce'], ['enforce', 'apply']] as const) {
      const chart = applied();
      new ApiObject(chart, 'web', pod(PRIVILEGED) as never);
      order.forEach((method) => method === 'apply' ? Hardening.of(chart).apply() : Hardening.of(chart).enforce(RESTRICTED));
      expect(synthError(chart)).toContain('[shop/web] privileged: container "main"');
    }
  });

  test('of the profile of `apply` is a warning under a gate that asks for less', () => {
    const chart = applied({ keep: ['seccomp-profile-restricted'] });
    new ApiObject(chart, 'web', pod() as never);
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
    expect(synthError(chart)).toBe('');
    expect(printed(chart)).toContain('seccomp-profile-restricted');
  });

  test('is not more than without `apply`: a gate that asks for more finds as much', () => {
    const errorsOf = (isApplied: boolean) => {
      const chart = applied({ profile: HardeningProfile.PSS_BASELINE });
      const other = isApplied ? chart : applied({ only: ['image-tag'] });
      new ApiObject(other, 'web', pod() as never);
      Hardening.of(other).enforce({ profile: HardeningProfile.HARDENED, failOn: FailOn.WARNING });
      return synthError(other);
    };
    expect(errorsOf(true)).toBe(errorsOf(false));
    expect(errorsOf(true)).toContain('group-id');
  });

  test('is not printed if it is waived', () => {
    const waivers = [{ control: 'privileged', containers: ['main'], reason: 'the agent needs the node', target: { kind: 'Pod', name: 'web' } }];
    const chart = applied({ waivers, profile: HardeningProfile.PSS_BASELINE });
    new ApiObject(chart, 'web', pod(PRIVILEGED) as never);
    expect(printed(chart)).toBe('');
    expect(emitted(chart)[0].metadata.annotations['cdk8s-hardened/waivers']).toContain('the agent needs the node');
  });

  test('includes a patched field outside of pods that the class of the object drops', () => {
    const chart = applied();
    const web = new Deployment(chart, 'web', { containers: [container()] });
    ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/nothingKnown', true));
    expect(synthError(chart)).toBe('');
    expect(printed(chart)).toContain('a JSON patch sets spec.nothingKnown');
    Hardening.of(chart).enforce(RESTRICTED);
    expect(synthError(chart)).toContain('a JSON patch sets spec.nothingKnown');
  });
});

describe('a report', () => {
  const reportOn = (spec: object, options = {}) => {
    const chart = applied(options);
    new ApiObject(chart, 'web', { ...deployment(spec), metadata: { name: 'web', namespace: 'n' } } as never);
    return Hardening.of(chart).report(RESTRICTED);
  };

  test('lists what was filled in, by object, place and control', () => {
    const { changes, findings } = reportOn(BARE_SPEC);
    expect(findings).toEqual([]);
    expect(changes.map(({ control }) => control).sort()).toEqual([
      'allow-privilege-escalation', 'capabilities-restricted', 'run-as-non-root', 'seccomp-profile-restricted',
    ]);
    expect(changes).toContainEqual({
      constructPath: 'shop/web',
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'n',
      name: 'web',
      pointer: '/spec/template/spec/securityContext/seccompProfile',
      after: { type: 'RuntimeDefault' },
      control: 'seccomp-profile-restricted',
      why: expect.stringContaining('seccomp'),
    });
  });

  test('lists what was replaced with the value before', () => {
    const { changes } = reportOn({ ...BARE_SPEC, hostNetwork: true, securityContext: { runAsNonRoot: false, seccompProfile: { type: 'Unconfined' } } }, { overrideUnsafe: true });
    const replaced = changes.filter(({ before }) => before !== undefined).map(({ pointer, before }) => [pointer, before]);
    expect(replaced).toContainEqual(['/spec/template/spec/securityContext/seccompProfile/type', 'Unconfined']);
  });

  test('names the item of a list', () => {
    const chart = applied();
    new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [pod(BARE_SPEC, 'one'), pod(BARE_SPEC, 'two')] } as never);
    const { changes } = Hardening.of(chart).report();
    const pointer = '/items/1/spec/securityContext/seccompProfile';
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'Pod', name: 'two', constructPath: 'shop/list', pointer }));
  });

  test('lists what was filled in in hardened kinds', () => {
    const chart = applied();
    new HardenedDeployment(chart, 'web', { containers: [container()] });
    expect(Hardening.of(chart).report().changes).toContainEqual(expect.objectContaining({ control: 'seccomp-profile-restricted', constructPath: 'shop/web' }));
  });

  test('describes what is emitted: each change is in the YAML', () => {
    const chart = applied({ profile: HardeningProfile.HARDENED, overrideUnsafe: true, runAs: RunAs.user(7) });
    new ApiObject(chart, 'web', pod({ ...PRIVILEGED, initContainers: [{ name: 'init', image: 'a:1' }] }) as never);
    const [object] = emitted(chart);
    for (const { pointer, after } of Hardening.of(chart).report().changes) {
      const value = pointer.split('/').slice(1).reduce((json, step) => json?.[step], object);
      // Later controls add to the objects of earlier ones.
      expect(value).toEqual(typeof after === 'object' ? expect.anything() : after);
    }
  });
});

describe('an image whose user no one knows', () => {
  const needs = (options = {}, spec: object = BARE_SPEC) => {
    const chart = applied(options);
    new ApiObject(chart, 'web', pod(spec) as never);
    return { needs: Hardening.of(chart).report().missingUsers, text: printed(chart) };
  };

  test('is needed, with the code to write', () => {
    expect(needs().needs).toEqual([{
      constructPath: 'shop/web',
      apiVersion: 'v1',
      kind: 'Pod',
      name: 'web',
      container: 'main',
      list: 'containers',
      image: 'ghcr.io/acme/api:1',
      code: 'workloads: [{ match: { image: \'ghcr.io/acme/api\' }, runAs: RunAs.user(…) }]',
    }]);
  });

  test('is printed once for each image', () => {
    const { text } = needs({}, { containers: [...BARE_SPEC.containers, { name: 'second', image: 'ghcr.io/acme/api:1' }] });
    expect(text.match(/needs: uid of ghcr\.io\/acme\/api:1/g)).toHaveLength(1);
    expect(text).toContain('(and 1 more container)');
  });

  test('is needed if the workload was skipped, too', () => {
    expect(needs({ unknownUser: UnknownUserPolicy.SKIP }).needs).toHaveLength(1);
  });

  test.each<[string, object, object]>([
    ['an option gives the user', { workloads: [{ match: { image: 'ghcr.io/acme/api' }, runAs: RunAs.user(7) }] }, BARE_SPEC],
    ['the author does', {}, { ...BARE_SPEC, securityContext: { runAsUser: 7 } }],
    ['it must not run as root already', {}, { ...BARE_SPEC, securityContext: { runAsNonRoot: true } }],
    ['the profile does not ask', { profile: HardeningProfile.PSS_BASELINE }, BARE_SPEC],
  ])('is not needed if %s', (_, options, spec) => expect(needs(options, spec)).toMatchObject({ needs: [], text: expect.not.stringContaining('needs:') }));

  test('the code fixes it', () => {
    const chart = applied({ workloads: [{ match: { image: 'ghcr.io/acme/api' }, runAs: RunAs.user(7) }] });
    new ApiObject(chart, 'web', pod() as never);
    expect(podSpecsOf(chart)[0].containers[0].securityContext.runAsUser).toBe(7);
  });
});

describe('settings of workloads that match none', () => {
  test('are printed, as long as there is none', () => {
    const chart = applied({ workloads: [{ match: { name: 'web' }, runAs: RunAs.user(7) }, { match: { name: 'wbe' }, runAs: RunAs.user(7) }] });
    expect(printed(chart)).toContain('[shop] workloads[0] of apply() matches no workload: {"name":"web"}. Fix: ');
    new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [pod()] } as never);
    expect(printed(chart)).not.toContain('workloads[0]');
    expect(printed(chart)).toContain('[shop] workloads[1] of apply() matches no workload: {"name":"wbe"}');
  });
});
