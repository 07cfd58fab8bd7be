import { Control } from '../../../../src/policy/controls/control';
import { Grant, Subject } from '../../../../src/policy/rbac/grants';
import { rightsBy } from '../../facts/known';
import { found, violations } from '../support';

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** The places in a role with some rules that a control reports. */
export function foundInRole(control: Control, ...rules: readonly unknown[]): string[] {
  return found(control, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', rules });
}

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'approve', 'sign', 'attest', 'use'];

/** Resources without a namespace: a Role gives no right to them, nor does a ClusterRole that only RoleBindings bind. */
export function testOfCluster(control: Control, rule: Rule): void {
  const role = (kind: string) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'a', namespace: 'shop' }, rules: [rule] });
  const boundBy = (...grants: readonly Grant[]) => violations(control, role('ClusterRole'), undefined, { facts: { rbac: rightsBy(grants) } });
  const grant = (isClusterWide: boolean, ...subjects: readonly Subject[]) => ({ subjects, path: 'binding', isClusterWide, ...!isClusterWide && { namespace: 'kube-system' } });

  test('a Role, or a RoleBinding, gives no right to resources without a namespace', () => {
    expect(found(control, role('Role'))).toEqual([]);
    expect(found(control, role('ClusterRole'))).toHaveLength(1);
    const web = { kind: 'ServiceAccount', namespace: 'shop', name: 'web' };
    expect(boundBy(grant(false, web))).toEqual([]);
    expect(boundBy(grant(false, web), grant(true, web)).map(({ risk }) => risk)).not.toContain('critical');
    expect(boundBy(grant(false, web), grant(true, web))).toHaveLength(1);
  });
}

/** The tests of a control on what roles allow. */
export function testRoleControl(
  control: Control,
  { verbs, unsafe, safe }: {
    /** By resource, as `apps/deployments` or `/pods`: the verbs that are refused, in the order of VERBS. */
    readonly verbs: { readonly [resource: string]: string };
    readonly unsafe: readonly Rule[];
    readonly safe: readonly Rule[];
  },
): void {
  test.each(Object.entries(verbs))('of all verbs with %s refuses only: %s', (groupResource, refused) => {
    const [group] = groupResource.split('/');
    const rule = { apiGroups: [group], resources: [groupResource.slice(group.length + 1)] };
    expect(VERBS.filter((verb) => foundInRole(control, { ...rule, verbs: [verb] }).length > 0).join(' ')).toBe(refused);
  });

  test.each(unsafe)('refuses %j', (rule) => {
    expect(foundInRole(control, { apiGroups: ['none'], resources: ['none'], verbs: ['get'] }, rule)).toEqual(['rules[1].resources[0]']);
    expect(new Set(foundInRole(control, { ...rule, verbs: ['*'] }, { ...rule, apiGroups: ['*'] }))).toEqual(new Set(['rules[0].resources[0]', 'rules[1].resources[0]']));
    expect(foundInRole(control, { ...rule, apiGroups: ['other.example'] }, { ...rule, verbs: ['none'] })).toEqual([]);
  });

  test.each([...safe, null, 'text', { resources: null, verbs: 'text' }, { apiGroups: ['*'], resources: [null, 7, ['*'], '*'], verbs: ['*'] }])('accepts %j', (rule) => {
    expect(foundInRole(control, rule)).toEqual([]);
  });

  test('survives rules that are none', () => {
    [null, undefined, 'text', {}].forEach((rules) =>
      expect(found(control, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules })).toEqual([]));
  });
}
