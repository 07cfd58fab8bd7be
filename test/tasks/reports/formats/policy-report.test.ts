import { parseAllDocuments } from 'yaml';
import { HOSTILE, reportIn } from './support';
import { Workspace } from '../../../commands/cli/support';

/* test/cluster/policy-report.cluster.ts creates these objects on an API server with the definitions of both APIs. */

const objectsIn = (text: string): any[] => parseAllDocuments(text).map((document) => document.toJS());

test('a report for each object, in its namespace, with the results of its findings', async () => {
  const [hostile, web, agent, ...others] = objectsIn(await reportIn('policyreport'));
  expect(others).toEqual([]);
  expect(web).toMatchObject({
    apiVersion: 'wgpolicyk8s.io/v1alpha2',
    kind: 'PolicyReport',
    metadata: { name: expect.stringMatching(/^cdk8s-hardened-deployments-web-[0-9a-f]{8}$/), namespace: 'shop', labels: { 'app.kubernetes.io/managed-by': 'cdk8s-hardened' } },
    scope: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
  });
  expect(web.results).toContainEqual(expect.objectContaining({
    source: 'cdk8s-hardened',
    policy: 'privileged',
    severity: 'critical',
    result: 'fail',
    scored: true,
    rule: expect.stringContaining('privileged'),
    message: expect.stringMatching(/privileged is true.*\. Fix: /),
  }));
  for (const { results, summary } of [hostile, web, agent]) {
    const counts: Record<string, number> = { pass: 0, fail: 0, warn: 0, error: 0, skip: 0 };
    results.forEach(({ result }: any) => counts[result]++);
    expect(summary).toEqual(counts);
    expect(results.flatMap(({ properties }: any) => Object.values(properties)).filter((value: unknown) => typeof value !== 'string')).toEqual([]);
  }
  expect(agent.results.filter(({ result }: any) => result === 'skip')).toEqual([
    expect.objectContaining({ policy: 'service-account-token', properties: expect.objectContaining({ reason: 'it reads the logs of the node' }) }),
  ]);
  expect(agent.metadata.namespace).toBeUndefined();
  expect(hostile.scope.name).toBe(HOSTILE);
  expect(hostile.metadata.name).toMatch(/^[a-z0-9-]{1,253}$/);
});

test('findings on Dockerfiles are counted on standard error', async () => {
  const workspace = new Workspace().write({ 'Dockerfile': 'FROM debian:13.1-slim\nUSER root\n', 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n' });
  try {
    const { stdout, stderr } = await workspace.audit('.', '--format', 'policyreport');
    expect(objectsIn(stdout).map(({ kind, scope }) => [kind, scope.kind])).toEqual([['ClusterPolicyReport', 'Namespace']]);
    expect(stderr).toContainEqual(expect.stringMatching(/the policy reports leave out \d+ findings? on Dockerfiles/));
  } finally {
    workspace.remove();
  }
});

test('openreports: the kinds of the successor, and the same names in each run', async () => {
  const [first, second] = [await reportIn('openreports'), await reportIn('openreports')];
  expect(first).toBe(second);
  expect(new Set(objectsIn(first).map(({ apiVersion, kind, source }) => `${apiVersion} ${kind} ${source}`))).toEqual(new Set(['openreports.io/v1alpha1 Report cdk8s-hardened']));
});

test('a report stays below the size that `kubectl apply` can keep: more results are in another report', async () => {
  const containers = Array.from({ length: 60 }, (_, index) => ({ name: `c${index}`, image: `registry.example/app-${'x'.repeat(80)}:${index}` }));
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'many', namespace: 'shop' }, spec: { containers } };
  const workspace = new Workspace().write({ 'a.json': JSON.stringify(pod) });
  try {
    const { stdout } = await workspace.audit('a.json', '--format', 'policyreport');
    const reports = stdout.split('---\n').slice(1);
    expect(reports.length).toBeGreaterThan(1);
    expect(reports.filter(({ length }) => length > 150_000)).toEqual([]);
    expect(new Set(objectsIn(stdout).map(({ metadata: { name } }) => name)).size).toBe(reports.length);
  } finally {
    workspace.remove();
  }
});
