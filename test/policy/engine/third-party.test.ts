import { toFieldPath } from '../../../src/formats/manifest/paths';
import { BoundAccountsByNamespace } from '../../../src/formats/manifest/role-bindings';
import { amended, EvaluationContext, DEFAULT_CONTEXT, thirdPartyContext } from '../../../src/policy/context/context';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { harden } from '../../../src/policy/engine/harden';
import { profileOf } from '../../../src/policy/engine/profile';
import { rightsBy } from '../facts/known';

// What is filled in must not break a pod, and must not contradict what its author chose.

const OURS = DEFAULT_CONTEXT;
const THIRD_PARTY = thirdPartyContext('kubernetes');

function pod(container: object, spec: object = {}) {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'n' }, spec: { ...spec, containers: [{ name: 'main', image: 'a:1', ...container }] } };
}

function hardened(container: object, spec: object = {}, context = THIRD_PARTY): any {
  return (harden(pod(container, spec), context).manifest as any).spec;
}

const contextOf = (container: object, spec: object = {}, context = THIRD_PARTY) =>
  hardened(container, spec, context).containers[0].securityContext;

describe.each([['a third-party workload', THIRD_PARTY], ['a hardened workload', OURS]])('in %s', (_, context) => {
  test.each<[string, object]>([
    ['a privileged container', { privileged: true }],
    ['a container that adds CAP_SYS_ADMIN, which the API server takes for SYS_ADMIN', { capabilities: { add: ['CAP_SYS_ADMIN'] } }],
  ])('%s gets no allowPrivilegeEscalation: false, which the API server would refuse with it', (__, securityContext) => {
    expect(contextOf({ securityContext }, {}, context)).not.toHaveProperty('allowPrivilegeEscalation');
  });

  test('a container that adds SYS_ADMIN gets allowPrivilegeEscalation: false, which the API server accepts', () => {
    expect(contextOf({ securityContext: { capabilities: { add: ['SYS_ADMIN'] } } }, {}, context).allowPrivilegeEscalation).toBe(false);
  });

  test('a container with uid 0 gets no runAsNonRoot: true, neither itself nor from its pod', () => {
    const spec = hardened({ securityContext: { runAsUser: 0 } }, { initContainers: [{ name: 'setup', image: 'a:1' }] }, context);
    expect(spec.containers[0].securityContext).not.toHaveProperty('runAsNonRoot');
    expect(spec.securityContext).not.toHaveProperty('runAsNonRoot');
    expect(spec.initContainers[0].securityContext.runAsNonRoot).toBe(true);
  });

  test('a pod with uid 0 gets no runAsNonRoot: true, but its containers with another uid do', () => {
    const spec = hardened({}, { securityContext: { runAsUser: 0 }, initContainers: [{ name: 'setup', image: 'a:1', securityContext: { runAsUser: 7 } }] }, context);
    expect(spec.securityContext).not.toHaveProperty('runAsNonRoot');
    expect(spec.containers[0].securityContext).not.toHaveProperty('runAsNonRoot');
    expect(spec.initContainers[0].securityContext.runAsNonRoot).toBe(true);
  });

  test('the containers of a pod that allows root explicitly get no runAsNonRoot: true', () => {
    expect(contextOf({}, { securityContext: { runAsNonRoot: false } }, context)).not.toHaveProperty('runAsNonRoot');
  });

  test('reports what it does not fill in', () => {
    const ids = evaluate(harden(pod({ securityContext: { privileged: true, runAsUser: 0 } }), context).manifest, profileOf('pss-restricted')).map(({ control }) => control.id);
    expect(ids).toEqual(expect.arrayContaining(['privileged', 'run-as-user', 'run-as-non-root', 'allow-privilege-escalation']));
  });
});

describe('a container that is explicitly root or privileged', () => {
  test.each<[string, object, object]>([
    ['privileged', { securityContext: { privileged: true } }, {}],
    ['root', { securityContext: { runAsUser: 0 } }, {}],
    ['root in the pod', {}, { securityContext: { runAsUser: 0 } }],
  ])('keeps its capabilities and its writable root filesystem in a third-party workload: %s', (_, container, spec) => {
    const context = contextOf(container, spec);
    expect(context).not.toHaveProperty('capabilities');
    expect(context).not.toHaveProperty('readOnlyRootFilesystem');
  });

  test('loses them in a hardened workload', () => {
    expect(contextOf({ securityContext: { runAsUser: 0 } }, {}, OURS)).toMatchObject({ capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
  });

  test('does not change other containers', () => {
    const spec = hardened({ securityContext: { runAsUser: 0 } }, { initContainers: [{ name: 'setup', image: 'a:1' }] });
    expect(spec.initContainers[0].securityContext).toMatchObject({ capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
  });
});

describe('emptyDirs of a third-party workload', () => {
  const spec = { volumes: [{ name: 'data', emptyDir: {} }, { name: 'memory', emptyDir: { medium: 'Memory' } }] };

  test('get no size limit, and then no container gets an ephemeral-storage limit', () => {
    const { volumes, containers } = hardened({}, spec);
    expect(volumes.find(({ name }: any) => name === 'data')).toEqual({ name: 'data', emptyDir: {} });
    expect(containers[0].resources?.limits ?? {}).not.toHaveProperty('ephemeral-storage');
    const ids = evaluate(harden(pod({}, spec)).manifest, profileOf('hardened')).map(({ control }) => control.id);
    expect(ids).toEqual(expect.arrayContaining(['empty-dir-size-limit', 'ephemeral-storage']));
  });

  test.each([['emptyDirs with a size limit', { emptyDir: { sizeLimit: '2Gi' } }], ['emptyDirs in memory', { emptyDir: { medium: 'Memory' } }], ['not emptyDirs', { configMap: { name: 'c' } }]])(
    'do not prevent container limits if the volumes are %s', (_, source) => {
      const { containers } = hardened({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }, { volumes: [{ name: 'data', ...source }] });
      expect(containers[0].resources.limits).toHaveProperty('ephemeral-storage');
    });

  test('get a size limit in a hardened workload', () => {
    const { volumes, containers } = hardened({}, spec, OURS);
    expect(volumes.find(({ name }: any) => name === 'data')).toEqual({ name: 'data', emptyDir: { sizeLimit: '1Gi' } });
    expect(containers[0].resources.limits).toHaveProperty('ephemeral-storage');
  });
});

test('a change has its control, and the value before and after', () => {
  const manifest = pod({ securityContext: { privileged: null } }, { initContainers: [{ name: 'setup', image: 'a:1' }] });
  const changes = harden(manifest).changes.map(({ control, path, before, after }) => [control, toFieldPath(path), before, after]);
  expect(changes).toContainEqual(['privileged', 'spec.containers[0].securityContext.privileged', null, false]);
  expect(changes).toContainEqual(['privileged', 'spec.initContainers[0].securityContext', undefined, { privileged: false }]);
  expect(changes).toContainEqual(['service-account-token', 'spec.automountServiceAccountToken', undefined, false]);
});

describe('the token of a service account with role bindings', () => {
  const binding = (subject: object, metadata: object = { name: 'b', namespace: 'n' }, kind = 'RoleBinding') =>
    ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, subjects: [{ kind: 'ServiceAccount', name: 'operator', ...subject }] });
  const OPERATOR = { serviceAccountName: 'operator' };
  const bySettings = (manifests: any[], spec: object, context: EvaluationContext) => {
    const manifest = pod({}, spec);
    return { manifest, context: amended(context, { facts: { rbac: rightsBy([], new BoundAccountsByNamespace(manifests).at('n')) } }) };
  };
  const tokenOf = (manifests: any[], spec: object = OPERATOR, base = THIRD_PARTY) => {
    const { manifest, context } = bySettings(manifests, spec, base);
    return (harden(manifest, context).manifest as any).spec.automountServiceAccountToken;
  };
  const isReported = (manifests: any[], spec: object = OPERATOR, base = THIRD_PARTY) => {
    const { manifest, context } = bySettings(manifests, spec, base);
    return evaluate(harden(manifest, context).manifest, profileOf('hardened'), context).some(({ control }) => control.id === 'service-account-token');
  };
  const AUTOMOUNTED = { ...OPERATOR, automountServiceAccountToken: true };

  test.each<[string, any[]]>([
    ['in its namespace', [binding({})]],
    ['for the cluster', [binding({ namespace: 'n' }, { name: 'b' }, 'ClusterRoleBinding')]],
    ['without a namespace', [binding({}, { name: 'b' })]],
  ])('is neither changed nor reported in a third-party workload with a binding %s', (_, manifests) => {
    for (const spec of [OPERATOR, { serviceAccount: 'operator' }]) {
      expect(tokenOf(manifests, spec)).toBeUndefined();
      expect(isReported(manifests, spec)).toBe(false);
    }
    expect(isReported(manifests, AUTOMOUNTED)).toBe(false);
  });

  test.each<[string, any[], object | undefined]>([
    ['another account', [binding({ name: 'other' })], undefined],
    ['another namespace', [binding({ namespace: 'other' })], undefined],
    ['a user', [binding({ kind: 'User' })], undefined],
    ['the default account', [binding({})], {}],
    ['no binding', [{ ...binding({}), kind: 'Role' }], undefined],
  ])('is disabled for %s, and reported if the author mounts it', (_, manifests, spec = OPERATOR) => {
    expect(tokenOf(manifests, spec)).toBe(false);
    expect(isReported(manifests, { ...spec, automountServiceAccountToken: true })).toBe(true);
  });

  test('is disabled in a hardened workload, and reported if its author enables it', () => {
    expect(tokenOf([binding({})], undefined, OURS)).toBe(false);
    expect(isReported([binding({})], AUTOMOUNTED, OURS)).toBe(true);
  });

  // A group says nothing about what this application does.
  test.each(['system:serviceaccounts', 'system:serviceaccounts:n', 'system:authenticated'])('is reported if only %s is bound', (name) => {
    const group = binding({ kind: 'Group', name });
    expect(tokenOf([group])).toBeUndefined();
    expect(isReported([group])).toBe(true);
    expect(isReported([group, binding({})])).toBe(false);
  });
});
