import { Evidence, ImageFacts, ImageFamily, ImageVariant, KnownPath } from '../known-image';

/*
 * Images of Bitnami: https://github.com/bitnami/charts, `bitnami/<chart>/values.yaml`. The paths are those that the chart gives to an
 * emptyDir while it runs the image as 1001 with a read-only root filesystem, `/tmp` aside.
 */

const USER = { uid: 1001, gid: 1001, imageUser: 'numeric', anyUser: 'with gid 0' } as const;
const DOCKERFILE = {
  source: 'https://github.com/bitnami/containers/blob/0293904cf4e5d8585b9ff3c4032325953be97e76/bitnami/postgresql/17/debian-12/Dockerfile',
  date: '2026-11-26',
};

/** Those that are not absolute are below `/opt/bitnami/<name>`. */
interface Paths {
  readonly data?: readonly string[];
  readonly seeded?: readonly string[];
  readonly empty?: readonly string[];
}

function evidenceOf(chart: string): Evidence {
  return {
    documented: [{ source: `https://github.com/bitnami/charts/blob/5165628/bitnami/${chart}/values.yaml`, date: '2026-11-25' }, DOCKERFILE],
  };
}

function image(name: string, facts: Omit<ImageFacts, 'evidence'>, chart = name): ImageFamily {
  return {
    name: `bitnami/${name}`,
    repositories: [`docker.io/bitnami/${name}`, `docker.io/bitnamilegacy/${name}`],
    variants: [{ ...facts, evidence: evidenceOf(chart) }],
  };
}

function withPaths(name: string, { data = [], seeded = [], empty = [] }: Paths, chart = name): ImageFamily {
  const full = (path: string) => path.startsWith('/') ? path : `/opt/bitnami/${name}/${path}`;
  const writablePaths: readonly KnownPath[] = [
    ...data.map((path) => ({ path, kind: 'empty', isData: true } as const)),
    ...seeded.map((path) => ({ path: full(path), kind: 'seeded' } as const)),
    ...empty.map((path) => ({ path: full(path), kind: 'empty' } as const)),
  ];
  return image(name, { ...USER, writablePaths }, chart);
}

/** @param path of its Dockerfile, and the commit of it */
function fromDockerfile(name: string, path: string, commit: string, facts: Omit<ImageFacts, 'evidence'> & Pick<ImageVariant, 'versions'>): ImageFamily {
  const source = `https://github.com/bitnami/containers/blob/${commit}/bitnami/${name}/${path}/Dockerfile`;
  return {
    name: `bitnami/${name}`,
    repositories: [`docker.io/bitnami/${name}`, `docker.io/bitnamilegacy/${name}`],
    variants: [{ ...facts, evidence: { documented: [{ source, date: '2026-11-26' }] } }],
  };
}

function withPhp(name: string): ImageFamily {
  return withPaths(name, {
    seeded: ['/opt/bitnami/apache/conf', '/opt/bitnami/apache/logs', '/opt/bitnami/php/etc', `/opt/bitnami/${name}`],
    empty: ['/opt/bitnami/apache/var/run', '/opt/bitnami/php/tmp', '/opt/bitnami/php/var'],
  });
}

const WRITABLE_ROOT = 'Its chart sets readOnlyRootFilesystem to false';
const ROOT = {
  imageUser: 'root',
  writableRoot: WRITABLE_ROOT,
  needsCapabilities: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID', 'SYS_CHROOT'],
} as const;
const NO_USER = 'Its Dockerfile has no USER, so it starts as root';

export const BITNAMI: readonly ImageFamily[] = [
  {
    name: 'Bitnami',
    repositories: ['docker.io/bitnami/*', 'docker.io/bitnamilegacy/*', 'docker.io/bitnamisecure/*'],
    variants: [{
      ...USER,
      imageUser: undefined,
      hint: 'Most images have the USER 1001, and some have none, so that they start as root',
      evidence: { documented: [DOCKERFILE] },
    }],
  },
  withPaths('airflow', { seeded: ['venv'], empty: ['logs', 'tmp', 'nss-wrapper', '.ssh'] }),
  withPaths('apache', { seeded: ['conf', 'logs'], empty: ['var/run'] }),
  withPaths('appsmith', { seeded: ['conf'], empty: ['logs', 'tmp'] }),
  withPaths('cassandra', { seeded: ['conf'], empty: ['tmp', 'logs'] }),
  withPaths('clickhouse', { seeded: ['etc'], empty: ['logs', 'tmp'] }),
  withPaths('consul', { data: ['/bitnami/consul'], seeded: ['conf'], empty: ['tmp', 'logs'] }),
  withPhp('drupal'),
  withPaths('ejbca', {
    seeded: ['/opt/bitnami/wildfly/standalone', '/opt/bitnami/wildfly/domain/configuration', 'conf'],
    empty: ['/opt/bitnami/wildfly/tmp', 'tmp'],
  }),
  withPaths('elasticsearch', { data: ['/bitnami/elasticsearch'], seeded: ['config', 'plugins'], empty: ['tmp', 'logs'] }),
  withPaths('etcd', { seeded: ['conf'] }),
  withPaths('flink', { seeded: ['conf'], empty: ['log'] }),
  withPaths('fluentd', { seeded: ['extensions', 'gems', 'specifications'] }),
  withPaths('ghost', { seeded: ['/opt/bitnami/ghost'], empty: ['/.ghost'] }),
  withPaths('gitea', { seeded: ['/opt/bitnami/gitea'] }),
  withPaths('grafana', { data: ['/bitnami/grafana'], seeded: ['conf'], empty: ['tmp'] }),
  withPaths('janusgraph', { seeded: ['ext'] }),
  withPaths('jenkins', { seeded: ['certs', 'plugins'], empty: ['tmp', 'logs'] }),
  withPaths('keycloak', { seeded: ['conf', 'lib/quarkus', 'data', 'providers', 'themes'], empty: ['/bitnami/keycloak'] }),
  withPaths('kibana', { seeded: ['config', 'plugins'], empty: ['tmp', 'logs'] }),
  withPaths('kong', { seeded: ['server'] }),
  withPaths('logstash', { seeded: ['config'], empty: ['pipeline'] }),
  withPaths('mariadb', { seeded: ['conf'], empty: ['tmp', 'logs'] }),
  withPaths('mariadb-galera', { seeded: ['/opt/bitnami/mariadb/conf'], empty: ['/opt/bitnami/mariadb/tmp', '/opt/bitnami/mariadb/logs'] }),
  withPaths('mastodon', { seeded: ['public'], empty: ['tmp', 'node_modules/.vite-temp', '/.cache'] }),
  withPaths('memcached', { seeded: ['conf'] }),
  withPaths('metrics-server', { seeded: ['apiserver.local.config'] }),
  withPaths('minio', { empty: ['tmp', '/.mc', '/.console'] }),
  withPaths('mongodb', { data: ['/bitnami/mongodb'], seeded: ['conf'], empty: ['logs', 'tmp', '/.mongodb'] }),
  withPaths('mongodb-sharded', {
    seeded: ['/opt/bitnami/mongodb/conf'],
    empty: ['/opt/bitnami/mongodb/tmp', '/opt/bitnami/mongodb/logs', '/.mongodb'],
  }),
  withPaths('mysql', { seeded: ['conf'], empty: ['tmp', 'logs'] }),
  withPaths('neo4j', { seeded: ['plugins', 'conf'], empty: ['logs', '.home', 'run'] }),
  withPaths('nginx', { seeded: ['conf', 'logs'], empty: ['tmp'] }),
  withPaths('nginx-ingress-controller', { seeded: ['/etc/nginx', '/etc/ingress-controller'], empty: ['/opt/bitnami/nginx/tmp'] }),
  fromDockerfile('openldap', '2.6/debian-12', '0733dc81638835749ec7688f55a501bf68133ad4', {
    ...USER,
    writablePaths: [
      { path: '/bitnami/openldap', kind: 'empty', isData: true },
      { path: '/opt/bitnami/openldap/share', kind: 'seeded' },
      { path: '/opt/bitnami/openldap/var/run', kind: 'empty', size: 2 ** 20 },
    ],
    ports: [1389, 1636],
    fileCapabilities: ['NET_BIND_SERVICE'],
    hint: 'After a first start that failed, start in an empty PVC: its start script fails on a configuration that it wrote in part',
  }),
  withPaths('opensearch', { seeded: ['config', 'plugins'], empty: ['tmp', 'logs'] }),
  withPhp('phpmyadmin'),
  withPaths('postgresql', { data: ['/bitnami/postgresql'], seeded: ['conf'], empty: ['tmp'] }),
  withPaths('rabbitmq', { seeded: ['etc/rabbitmq', 'plugins'], empty: ['var/lib/rabbitmq', '.rabbitmq', 'var/log/rabbitmq'] }),
  withPaths('redis', { seeded: ['etc'] }),
  withPaths('schema-registry', { seeded: ['etc'], empty: ['logs'] }),
  withPaths('scylladb', { seeded: ['etc'], empty: ['tmp', 'logs', '/.cassandra'] }),
  withPaths('solr', { seeded: ['certs', 'server'], empty: ['logs', 'tmp'] }),
  withPaths('sonarqube', { seeded: ['/opt/bitnami/sonarqube'] }),
  withPaths('spark', { seeded: ['conf'], empty: ['tmp', 'logs', 'work'] }),
  withPaths('tomcat', { seeded: ['conf'], empty: ['temp', 'logs', 'work'] }),
  withPaths('valkey', { seeded: ['etc'] }),
  withPaths('wildfly', { seeded: ['standalone', 'domain/configuration'], empty: ['tmp'] }),
  withPhp('wordpress'),
  withPaths('zipkin', { seeded: ['certs'] }),
  withPaths('zookeeper', { seeded: ['conf'], empty: ['logs'] }),
  image('matomo', { ...USER, writableRoot: WRITABLE_ROOT }),
  image('superset', { ...USER, writableRoot: WRITABLE_ROOT }),
  image('cadvisor', { imageUser: 'root' }),
  image('discourse', {
    ...ROOT,
    hint: 'Its chart runs it as root with these capabilities, and no image that needs none is known',
  }),
  image('multus-cni', { imageUser: 'root' }),
  image('odoo', {
    ...ROOT,
    hint: 'Its chart runs it as root with these capabilities. The image docker.io/library/odoo needs none',
  }),
  image('redmine', {
    ...ROOT,
    hint: 'Its chart runs it as root with these capabilities. The image docker.io/library/redmine needs none',
  }),
  image('whereabouts', { imageUser: 'root' }),
  fromDockerfile('aws-cli', '2/debian-12', '01241b95995c36ac2e165b57444209f674864d6f', USER),
  fromDockerfile('bitnami-shell', '11/debian-11', '00505def350d43e354343df7e71a32be9e01f58d', { ...USER, versions: { from: '11' } }),
  fromDockerfile('git', '2/debian-12', '019e5b2a69e10393effb8ae0ed301c5e1e5b7bdd', { ...USER, imageUser: 'root', hint: NO_USER }),
  fromDockerfile('kubectl', '1.29/debian-11', '077a40a819324c98a21489a4b87b4927cd5d5a82', USER),
  fromDockerfile('moodle', '4.5/debian-12', '0ff446d93b4771310e31fed9fbc87060b3e6ba96', {
    ...USER, imageUser: 'root', writableRoot: WRITABLE_ROOT, hint: NO_USER,
  }),
  fromDockerfile('os-shell', '12/debian-12', '002403c928befc9684de03ce9222c7857b5af224', USER),
];
