import { anonymousBinding } from '../../../../src/policy/controls/objects/anonymous-binding';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { factsAt, placeInUnit } from '../../facts/known';
import { found, violations } from '../support';

const binding = (subjects: unknown) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', subjects });

test.each([
  { kind: 'User', name: 'system:anonymous' },
  { kind: 'Group', name: 'system:unauthenticated' },
  { kind: 'Group', name: 'system:authenticated' },
  { kind: 'Group', name: 'system:masters' },
])('refuses %j', (subject) => {
  expect(found(anonymousBinding, binding([{ kind: 'User', name: 'alice' }, subject]))).toEqual(['subjects[1].name']);
});

test.each([
  { kind: 'Group', name: 'system:serviceaccounts:shop' },
  { kind: 'User', name: 'system:masters' },
  { kind: 'ServiceAccount', name: 'system:anonymous' },
  null, 'text', {},
])('accepts %j', (subject) => {
  expect(found(anonymousBinding, binding([subject]))).toEqual([]);
  expect(found(anonymousBinding, binding(subject))).toEqual([]);
});

test.each([
  ['ClusterRoleBinding', 'system:authenticated', 'critical'],
  ['RoleBinding', 'system:authenticated', 'high'],
  ['RoleBinding', 'system:unauthenticated', 'high'],
  ['RoleBinding', 'system:masters', 'critical'],
])('the risk of a %s for %s is %s', (kind, name, risk) => {
  const findings = evaluate({ ...binding([{ kind: 'Group', name }]), kind, metadata: { name: 'a' } }, profileOf('hardened'));
  expect(findings.filter(({ control }) => control === anonymousBinding).map((finding) => finding.risk)).toEqual([risk]);
});

test.each([
  ['system:basic-user', 'system:authenticated', true],
  ['system:discovery', 'system:authenticated', true],
  ['system:discovery', 'system:unauthenticated', false],
  ['system:public-info-viewer', 'system:unauthenticated', true],
  ['system:service-account-issuer-discovery', 'system:unauthenticated', true],
  ['view', 'system:authenticated', false],
  ['cluster-admin', 'system:masters', true],
  ['cluster-admin', 'system:authenticated', false],
  ['constructor', 'system:authenticated', false],
])('%s is for %s: %p', (name, group, isPublic) => {
  const subjects = [{ kind: 'Group', name: group }];
  expect(found(anonymousBinding, { ...binding(subjects), roleRef: { kind: 'ClusterRole', name } })).toEqual(isPublic ? [] : ['subjects[0].name']);
  expect(found(anonymousBinding, { ...binding(subjects), roleRef: { kind: 'Role', name } })).toHaveLength(1);
});

const READ = { apiGroups: ['example.com'], resources: ['widgets'], verbs: ['get', 'list', 'watch'] };
test.each<[object, string, string]>([
  [READ, 'medium', 'low'],
  [{ nonResourceURLs: ['/healthz'], verbs: ['get'] }, 'medium', 'low'],
  [{ ...READ, verbs: ['get', 'create'] }, 'critical', 'high'],
  [{ ...READ, apiGroups: [''], resources: ['secrets'] }, 'critical', 'high'],
  [{ ...READ, apiGroups: ['*'], resources: ['*'] }, 'critical', 'high'],
])('the risk of the rule %j for everyone is %s in the cluster and %s in a namespace', (rule, inCluster, inNamespace) => {
  const risks = (kind: string, group: string) => {
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'web' }, rules: [READ, rule] };
    const object = { ...binding([{ kind: 'Group', name: group }]), kind, metadata: { name: 'a' }, roleRef: { kind: 'ClusterRole', name: 'web' } };
    return violations(anonymousBinding, object, undefined, { facts: factsAt(placeInUnit(object), [role, object]) }).map(({ risk }) => risk);
  };
  expect(risks('ClusterRoleBinding', 'system:authenticated')).toEqual([inCluster]);
  expect(risks('RoleBinding', 'system:unauthenticated')).toEqual([inNamespace]);
  expect(risks('RoleBinding', 'system:masters')).toEqual(['critical']);
});
