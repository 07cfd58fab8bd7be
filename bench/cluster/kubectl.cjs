#!/usr/bin/env node
/* A kubectl that generates a cluster of 500 namespaces, 20,000 workloads and 50,000 pods, page by page. */
const args = process.argv.slice(2).join(' ');
if (args.startsWith('config')) { console.log('big'); process.exit(); }
const raw = /--raw=(\S+)/.exec(args)[1]; const url = new URL('http://x' + raw);
if (raw === '/version') { console.log('{"gitVersion":"v1.37.2"}'); process.exit(); }
if (raw === '/apis') { console.log('{"groups":[]}'); process.exit(); }
const N = { namespaces: 500, deployments: 18000, statefulsets: 1000, cronjobs: 1000, replicasets: 18000, pods: 50000 };
const KIND = { namespaces: 'Namespace', deployments: 'Deployment', statefulsets: 'StatefulSet', cronjobs: 'CronJob', replicasets: 'ReplicaSet', pods: 'Pod' };
const what = url.pathname.split('/').pop(); const n = N[what] ?? 0;
const limit = +url.searchParams.get('limit'), start = +(url.searchParams.get('continue') ?? 0);
const spec = { containers: [{ name: 'main', image: 'registry.example.com/app:1', env: [{ name: 'A', value: 'b' }], resources: {}, terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', imagePullPolicy: 'IfNotPresent' }], restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', securityContext: {}, schedulerName: 'default-scheduler' };
const managed = [{ manager: 'x', operation: 'Update', apiVersion: 'v1', fieldsV1: Object.fromEntries(Array.from({ length: 40 }, (_, i) => ['f:field' + i, { '.': {} }])) }];
const items = [];
for (let i = start; i < Math.min(n, start + limit); i++) {
  const metadata = { name: what + i, namespace: what === 'namespaces' ? undefined : 'namespaces' + i % 500, uid: 'u' + i, managedFields: managed, labels: { app: 'a' + i } };
  if (what === 'replicasets') metadata.ownerReferences = [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'deployments' + i, controller: true }];
  if (what === 'pods') metadata.ownerReferences = [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'replicasets' + i % 18000, controller: true }];
  const template = { metadata: { labels: { app: 'a' + i } }, spec };
  items.push({ metadata, spec: what === 'pods' ? spec : what === 'cronjobs' ? { schedule: '0 3 * * *', jobTemplate: { spec: { template } } } : what === 'namespaces' ? {} : { selector: { matchLabels: { app: 'a' + i } }, template }, status: { x: managed } });
}
const more = start + limit < n;
const api = url.pathname.startsWith('/apis/') ? url.pathname.split('/').slice(2, 4).join('/') : 'v1';
process.stdout.write(JSON.stringify({ apiVersion: api, kind: (KIND[what] ?? 'X') + 'List', metadata: more ? { continue: String(start + limit) } : {}, items }));
