import { NO_SNAPSHOT, runDirectory } from '../common/facts';
import { MYSQL_DATA } from '../common/mysql';
import { Evidence, ImageFacts, ImageFamily } from '../known-image';

/*
 * Docker Hardened Images: https://github.com/docker-hardened-images/catalog, `image/<name>/debian-13/<version>.yaml`. The user is that
 * of `accounts.run-as`, ports and paths are those of `ports` and `paths`. Nearly all run as 65532.
 */

function evidenceOf(path: string): Evidence {
  return { documented: [{ source: `https://github.com/docker-hardened-images/catalog/tree/30c3db9/image${path}`, date: '2026-11-25' }] };
}

function image(name: string, facts: Omit<ImageFacts, 'evidence'>): ImageFamily {
  return { name: `dhi.io/${name}`, repositories: [`dhi.io/${name}`], variants: [{ ...facts, evidence: evidenceOf(`/${name}`) }, DEV] };
}

const USER = { uid: 65532, gid: 65532 } as const;

/** Images for building, with a shell and a package manager, have a user of their own. */
const DEV = { tags: ['dev'], hint: 'Nothing is known of images for building', evidence: evidenceOf('') };

/** Images with another user than 65532, by uid and gid. */
const USERS: readonly (readonly [uid: number, gid: number | undefined, names: readonly string[]])[] = [
  [2, 2, ['mysql-operator']],
  [70, 70, ['harbor-db', 'patroni', 'pgvector']],
  [101, 0, ['nginx-ingress']],
  [167, 167, ['ceph']],
  [185, 185, ['spark-kubernetes-operator']],
  [473, 473, ['alloy']],
  [999, undefined, [
    'argo-rollouts', 'argocd', 'calico-kube-controllers', 'calico-typha', 'k8ssandra-medusa', 'k8ssandra-system-logger',
    'kubectl-argo-rollouts',
  ]],
  [999, 999, ['cassandra', 'harbor-redis', 'netdata']],
  [1000, undefined, ['argocd-image-updater', 'chartmuseum']],
  [1000, 100, ['datascience-notebook']],
  [1000, 1000, [
    'brave-search-mcp', 'buildkit', 'druid', 'elasticsearch', 'filebeat', 'filesystem-mcp', 'firecrawl-mcp', 'frr', 'gitlab-shell',
    'gitlab-webservice', 'gitlab-workhorse', 'hub-mcp', 'jenkins-agent', 'jenkins-inbound-agent', 'mapbox-mcp', 'memory-mcp',
    'mongodb-mcp', 'nifi', 'node', 'notion-mcp', 'openmetadata', 'opensearch', 'opensearch-dashboards', 'smartbear-mcp',
    'temporalio-admin-tools', 'temporalio-server',
  ]],
  [1001, 0, ['strimzi-kafka', 'strimzi-kafka-bridge']],
  [1001, 1000, ['velero']],
  [1001, 1001, ['clickhouse-server', 'liquibase', 'opencost']],
  [1200, undefined, ['polaris']],
  [1337, undefined, ['istio-pilot', 'istio-proxyv2']],
  [1993, 1993, ['deno']],
  [2016, 2016, ['rook-ceph']],
  [5000, 5000, ['temporalio-ui']],
  [8737, 8737, ['argo-workflow-controller', 'argocli', 'argoexec']],
  [8888, 8888, ['emissary']],
  [9999, 9999, ['flink-kubernetes-operator']],
  [10000, 10000, ['trivy-operator']],
  [10000, 10001, ['nessie']],
  [10001, undefined, ['calico-apiserver', 'calico-goldmane', 'calico-whisker', 'calico-whisker-backend']],
  [10001, 10001, ['pyroscope']],
  [10324, undefined, ['goldilocks']],
  [50000, 50000, ['airflow']],
  [65534, undefined, ['k8s-ingress-default-backend']],
  [65535, 65535, ['kubernetes-pause']],
];

/** Images that start as root. */
const ROOT: readonly string[] = [
  'aws-network-policy-agent', 'beyla', 'dcgm-exporter', 'docker', 'docker-dind', 'drbd-shutdown-guard', 'drbd9', 'falco',
  'gitlab-runner-helper', 'piraeus-csi-nfs-server', 'tailscale', 'virt-handler', 'virt-launcher',
];

export const DHI: readonly ImageFamily[] = [
  {
    name: 'Docker Hardened Images',
    repositories: ['dhi.io/*'],
    variants: [{ ...USER, evidence: evidenceOf('') }, DEV],
  },
  image('alertmanager', { ...USER, writablePaths: [{ path: '/alertmanager', kind: 'empty', isData: true }] }),
  image('coredns', { ...USER, writablePaths: [], ports: [53] }),
  image('gitea', {
    uid: 1000,
    gid: 1000,
    writablePaths: [{ path: '/var/lib/gitea', kind: 'empty', isData: true }, { path: '/etc/gitea', kind: 'empty', isData: true }],
    ports: [2222, 3000],
  }),
  image('grafana', {
    ...USER,
    writablePaths: [{ path: '/var/lib/grafana', kind: 'empty', isData: true }, { path: '/var/log/grafana', kind: 'empty' }],
    ports: [3000],
  }),
  image('jenkins', {
    uid: 1000,
    gid: 1000,
    writablePaths: [{ path: '/var/jenkins_home', kind: 'self-initializing', isData: true }],
    ports: [8080, 50000],
  }),
  image('kafka', { ...USER, writablePaths: [{ path: '/opt/kafka/logs', kind: 'empty' }], ports: [9092] }),
  image('logstash', {
    uid: 1000,
    gid: 1000,
    writablePaths: [
      { path: '/usr/share/logstash/data', kind: 'empty', isData: true },
      { path: '/usr/share/logstash/logs', kind: 'empty' },
    ],
    ports: [5044, 9600],
  }),
  image('loki', { ...USER, writablePaths: [{ path: '/loki', kind: 'empty', isData: true }], ports: [3100] }),
  image('mariadb', {
    ...USER,
    writablePaths: [
      MYSQL_DATA,
      runDirectory('/run/mysqld'),
    ],
    ports: [3306],
  }),
  image('meilisearch', { ...USER, writablePaths: [{ path: '/meili_data', kind: 'empty', isData: true }], ports: [7700] }),
  image('memcached', { uid: 11211, gid: 11211, writablePaths: [], ports: [11211] }),
  image('mongodb', { uid: 999, gid: 999, writablePaths: [{ path: '/data', kind: 'empty', isData: true }], ports: [27017] }),
  image('mysql', {
    ...USER,
    writablePaths: [
      MYSQL_DATA,
      runDirectory('/run/mysqld'),
      { path: '/var/lib/mysql-files', kind: 'empty' },
    ],
    ports: [3306, 33060],
  }),
  image('neo4j', {
    uid: 7474,
    gid: 7474,
    writablePaths: [{ path: '/data', kind: 'empty', isData: true }, { path: '/logs', kind: 'empty' }],
    ports: [7473, 7474, 7687],
  }),
  image('nginx', {
    ...USER,
    writablePaths: [{ path: '/var/cache/nginx', kind: 'empty' }, runDirectory('/run/nginx')],
    ports: [8080],
  }),
  image('openbao', {
    uid: 1000,
    gid: 1000,
    writablePaths: [{ path: '/openbao/file', kind: 'empty', isData: true }, { path: '/openbao/logs', kind: 'empty' }],
    ports: [8200],
  }),
  image('postgres', {
    uid: 70,
    gid: 70,
    writablePaths: [
      { path: '/var/lib/postgresql', kind: 'self-initializing', isData: true },
      runDirectory('/run/postgresql'),
    ],
    ports: [5432],
  }),
  image('prometheus', {
    ...USER,
    writablePaths: [{ path: '/var/prometheus', kind: 'empty', isData: true }],
    ports: [9090],
  }),
  image('qdrant', {
    ...USER,
    writablePaths: [{ path: '/qdrant/storage', kind: 'empty', isData: true }, { path: '/qdrant/snapshots', kind: 'empty', isData: true }],
    ports: [6333, 6334],
  }),
  image('rabbitmq', {
    ...USER,
    writablePaths: [{ path: '/var/lib/rabbitmq', kind: 'empty', isData: true }, { path: '/var/log/rabbitmq', kind: 'empty' }],
    ports: [4369, 5671, 5672, 15691, 15692, 25672],
  }),
  image('redis', { ...USER, writablePaths: [{ path: '/data', kind: 'empty', isData: true }], keepsNothingWith: NO_SNAPSHOT }),
  image('solr', {
    ...USER,
    writablePaths: [{ path: '/var/solr', kind: 'self-initializing', isData: true }],
    ports: [8983],
  }),
  image('tempo', { ...USER, writablePaths: [{ path: '/var/tempo', kind: 'empty', isData: true }], ports: [3200] }),
  image('thanos', { ...USER, writablePaths: [{ path: '/var/thanos', kind: 'empty', isData: true }] }),
  image('traefik', { ...USER, writablePaths: [{ path: '/plugins-storage', kind: 'empty' }] }),
  image('trino', { uid: 1000, gid: 1000, writablePaths: [{ path: '/data/trino', kind: 'empty', isData: true }], ports: [8080] }),
  image('uptime-kuma', { uid: 1000, gid: 1000, writablePaths: [{ path: '/app/data', kind: 'empty', isData: true }], ports: [3001] }),
  image('valkey', { ...USER, writablePaths: [{ path: '/data', kind: 'empty', isData: true }], keepsNothingWith: NO_SNAPSHOT, ports: [6379] }),
  image('varnish', { ...USER, writablePaths: [{ path: '/var/lib/varnish', kind: 'empty' }], ports: [8080, 8443] }),
  image('vault', {
    uid: 1000,
    gid: 1000,
    writablePaths: [{ path: '/vault/file', kind: 'empty', isData: true }, { path: '/vault/logs', kind: 'empty' }],
    ports: [8200],
  }),
  image('zookeeper', {
    ...USER,
    writablePaths: [
      { path: '/var/zookeeper/data', kind: 'empty', isData: true },
      { path: '/var/zookeeper/datalog', kind: 'empty', isData: true },
      { path: '/var/zookeeper/logs', kind: 'empty' },
    ],
  }),
  image('zot', { ...USER, writablePaths: [{ path: '/var/lib/registry', kind: 'empty', isData: true }], ports: [5000] }),
  ...USERS.flatMap(([uid, gid, names]) => names.map((name) => image(name, { uid, gid }))),
  ...ROOT.map((name) => image(name, { imageUser: 'root' })),
];
