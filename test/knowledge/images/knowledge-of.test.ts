import * as fc from 'fast-check';
import { knowledgeOf, isInRange, rangeText, toVersion } from '../../../src/knowledge/images/knowledge-of';
import { ImageFamily, ImageVariant } from '../../../src/knowledge/images/known-image';
import { Mirrors } from '../../../src/knowledge/images/mirrors';
const DIGEST = `sha256:${'0'.repeat(64)}`;

test.each([
  ['postgres:17', 'postgres 17', 999],
  ['postgres:17.6-alpine3.22', 'postgres 17.6 (alpine)', 70],
  ['postgres:18-alpine', 'postgres 18 (alpine)', 70],
  ['library/postgres:18.1-trixie', 'postgres 18.1', 999],
  ['docker.io/library/nginx:1.29', 'nginx 1.29', 101],
  ['docker.io/nginx:1.29', 'nginx 1.29', 101],
  ['index.docker.io/library/nginx:1.29', 'nginx 1.29', 101],
  ['public.ecr.aws/docker/library/nginx:1.29', 'nginx 1.29', 101],
  ['mirror.gcr.io/library/nginx:1.29', 'nginx 1.29', 101],
  ['nginxinc/nginx-unprivileged:1.29-alpine-slim', 'nginx-unprivileged 1.29', 101],
  ['ubuntu/squid:6.6-24.04_beta', 'squid 6.6', 13],
  ['powerdns/pdns-auth-49:4.9', 'pdns-auth 4.9', 953],
  ['bitnami/openldap:2.6', 'bitnami/openldap 2.6', 1001],
  ['quay.io/coreos/etcd:v3.6.4', 'etcd 3.6.4', undefined],
  ['mvance/unbound:1.22.0', 'unbound 1.22.0', undefined],
  ['sebp/lighttpd:1.4.55', 'lighttpd 1.4.55', undefined],
  [`redis:8.2@${DIGEST}`, 'redis 8.2', 999],
  ['rabbitmq:4.1-management-alpine', 'rabbitmq 4.1 (management, alpine)', 100],
  ['rabbitmq:4.1-management', 'rabbitmq 4.1 (management)', 999],
  ['wordpress:6.8-php8.3-fpm-alpine', 'wordpress 6.8 (fpm, alpine)', 82],
  ['mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled', 'dotnet 10.0 (chiseled)', 1654],
  ['quay.io/prometheus/prometheus:v3.5.0', 'prometheus 3.5.0', 65534],
  ['k8s.gcr.io/ingress-nginx/controller:v1.13.1', 'ingress-nginx 1.13.1', 101],
  ['gcr.io/distroless/static-debian12:debug-nonroot', 'distroless (nonroot)', 65532],
  ['docker.elastic.co/elasticsearch/elasticsearch:9.5.0', 'elasticsearch 9.5.0', 1000],
  ['bitnami/postgresql:17.6.0-debian-12-r4', 'bitnami/postgresql 17.6.0', 1001],
  ['bitnami/unheard-of:1.0.0-debian-12-r4', 'Bitnami', 1001],
  ['public.ecr.aws/bitnami/redis:8.2.1', 'bitnami/redis 8.2.1', 1001],
  ['dhi.io/postgres:18-debian13', 'dhi.io/postgres 18', 70],
  ['dhi.io/unheard-of:1', 'Docker Hardened Images', 65532],
  ['cgr.dev/chainguard/redis:latest', 'Chainguard', 65532],
  ['cgr.dev/chainguard/postgres:latest', 'cgr.dev/chainguard/postgres', 70],
  ['cgr.dev/chainguard/cassandra:latest-dev', 'cgr.dev/chainguard/cassandra', 999],
  ['influxdb:1.12-alpine', 'influxdb 1.12', 1500],
  ['influxdb:2.7', 'influxdb 2.7', 1000],
  ['influxdb:3-core', 'influxdb 3 (core)', 1500],
  ['influxdb:3.5.0-enterprise', 'influxdb 3.5.0 (enterprise)', 1500],
  ['wordpress:cli-2.11-php8.3', 'wordpress (cli)', 82],
  ['drupal:7-apache', 'drupal 7', 33],
  ['drupal:11.1-fpm-alpine', 'drupal 11.1 (fpm, alpine)', 82],
])('%s is known as %s, made for uid %s', (image, name, uid) => {
  const knowledge = knowledgeOf(image);
  expect(knowledge?.name).toBe(name);
  expect(knowledge?.facts.uid).toBe(uid);
  expect(knowledge?.note).toBeUndefined();
});

test.each([
  ['postgres:19', '/var/lib/postgresql', 'version 19 is unknown: these facts are of version 18'],
  ['postgres:9.6', '/var/lib/postgresql/data', 'version 9.6 is unknown: these facts are of versions 10 to 17'],
  ['postgres', '/var/lib/postgresql', 'the image has no tag: these facts are of version 18'],
  ['postgres:latest', '/var/lib/postgresql', 'the tag "latest" is not a version: these facts are of version 18'],
  ['postgres:alpine', '/var/lib/postgresql', 'the tag "alpine" is not a version: these facts are of version 18'],
  [`postgres@${DIGEST}`, '/var/lib/postgresql', 'a digest does not show the version: these facts are of version 18'],
  [`redis@${DIGEST}`, '/data', 'a digest does not show the version: these facts are of the usual tag'],
  ['influxdb', '/var/lib/influxdb2', 'the image has no tag: these facts are of version 2'],
  ['influxdb:latest', '/var/lib/influxdb2', 'the tag "latest" is not a version: these facts are of version 2'],
  ['drupal', '/opt/drupal/web/sites', 'the image has no tag: these facts are of version 8.9 and later'],
  ['influxdb:1.8', '/var/lib/influxdb', 'version 1.8 is unknown: these facts are of versions from 1.12 to before 2'],
])('%s has its data in %s, and says that %s', (image, path, note) => {
  const knowledge = knowledgeOf(image);
  expect(knowledge?.facts.writablePaths?.find(({ isData }) => isData)?.path).toBe(path);
  expect(knowledge?.note).toBe(note);
});

test.each([
  '', 'acme/app:1', 'registry.example/postgres:17', 'quay.io/library/nginx', 'localhost/nginx', 'nginx/nginx', 'docker.io',
  'gitea/gitea:1.24', 'golang:1.27-nanoserver', 'mcr.microsoft.com/dotnet/aspnet:10.0-windowsservercore-ltsc2025', 'dhi.io/team/postgres',
])('nothing is known about "%s"', (image) => expect(knowledgeOf(image)).toBeUndefined());

test.each([
  [{ 'harbor.example/hub': 'docker.io' }, 'harbor.example/hub/library/redis:8', 'redis 8'],
  [{ 'harbor.example/hub/': 'docker.io/' }, 'harbor.example/hub/redis:8', 'redis 8'],
  [{ 'registry.example/proxy/': '' }, 'registry.example/proxy/quay.io/keycloak/keycloak:26', 'keycloak 26'],
  [{ 'registry.example/proxy/docker.io/': 'docker.io' }, 'registry.example/proxy/docker.io/nginx:1', 'nginx 1'],
  [{ 'r.example': '', 'r.example/quay': 'quay.io' }, 'r.example/quay/minio/minio:1', 'minio 1'],
  [{ 'r.example/hub': 'mirror.gcr.io' }, 'r.example/hub/library/nginx:1', 'nginx 1'],
  [{ 'r.example/hu': 'docker.io' }, 'r.example/hub/library/nginx:1', undefined],
  [{}, 'harbor.example/hub/library/redis:8', undefined],
])('with the mirrors %j, %s is %s', (mirrors, image, name) => expect(knowledgeOf(image, { mirrors })?.name).toBe(name));

test('what one caller calls a mirror is none for another', () => {
  expect(knowledgeOf('m.example/nginx:1', { mirrors: { 'm.example': 'docker.io' } })).toBeDefined();
  expect(knowledgeOf('m.example/nginx:1')).toBeUndefined();
});

describe('the families of a user', () => {
  const own = (repository: string, ...variants: readonly Partial<ImageVariant>[]): ImageFamily =>
    ({ name: repository, repositories: [repository], variants });
  const families = [
    own('registry.example/shop/web', { uid: 1 }),
    own('docker.io/library/redis', { versions: { from: '8' }, uid: 2 }, { tags: ['alpine'], uid: 3 }),
    own('registry.example/team/*', { uid: 4 }),
    own('docker.io/library/nginx', { versions: { from: '1', below: '2' }, uid: 5 }),
  ];
  const uidOf = (image: string, mirrors?: Mirrors) => knowledgeOf(image, { families, mirrors })?.facts.uid;

  test.each<[string, number | undefined]>([
    ['registry.example/shop/web:1.4.2', 1],
    ['registry.example/shop/web', 1],
    ['redis:8', 2],
    ['redis:8.2-alpine3.22', 3],
    ['registry.example/team/any:2', 4],
    ['registry.example/other/web:1', undefined],
  ])('know %s', (image, uid) => expect(uidOf(image)).toBe(uid));

  test('win over those that are built in, which know the versions that they do not have', () => {
    expect(uidOf('nginx:1.29')).toBe(5);
    expect(uidOf('redis:7')).toBe(knowledgeOf('redis:7')!.facts.uid);
    expect(uidOf('postgres:17')).toBe(knowledgeOf('postgres:17')!.facts.uid);
  });

  test('are found by the name in a mirror, and by that of its upstream', () => {
    expect(uidOf('registry.example/shop/web:1', { 'registry.example': 'docker.io' })).toBe(1);
    expect(uidOf('hub.example/library/nginx:1.2', { 'hub.example': 'docker.io' })).toBe(5);
  });

  test('are those of one caller only, and are looked up once', () => {
    expect(knowledgeOf('registry.example/shop/web:1')).toBeUndefined();
    expect(knowledgeOf('registry.example/shop/web:1', { families })).toBe(knowledgeOf('registry.example/shop/web:1', { families }));
  });
});

test('an image is looked up once', () => {
  expect(knowledgeOf('redis:8')).toBe(knowledgeOf('redis:8'));
});

test('many images do not fill the memory, and are found all the same', () => {
  const first = knowledgeOf('redis:7');
  for (let index = 0; index < 6000; index++) {
    knowledgeOf(`acme/app:${index}`);
  }
  expect(knowledgeOf('redis:7')).toEqual(first);
  expect(knowledgeOf('redis:7')).not.toBe(first);
});

const PIECE = fc.oneof(fc.string(), fc.constantFrom('postgres', 'docker.io', 'dhi.io', 'bitnami', 'library', '/', ':', '@', '-', '17', 'alpine', '*', DIGEST));

test('no text is refused, and only known repositories are known', () => {
  fc.assert(fc.property(fc.array(PIECE, { maxLength: 8 }), (pieces) => {
    const knowledge = knowledgeOf(pieces.join(''));
    expect(knowledge === undefined || /postgres|alpine|dhi\.io|bitnami/.test(pieces.join(''))).toBe(true);
  }), { numRuns: 1000 });
});

test.each(['__proto__', 'constructor', 'postgres:__proto__', 'dhi.io/constructor:1', 'toString:1'])('%s is an image like any other', (image) => {
  expect(() => knowledgeOf(image, { mirrors: { __proto__: 'x' } as any })).not.toThrow();
});

test.each([
  [{ from: '14', below: '18' }, '17.9', true, 'versions 14 to 17'],
  [{ from: '14', below: '18' }, '18', false, 'versions 14 to 17'],
  [{ from: '18', below: '19' }, '18.0.1', true, 'version 18'],
  [{ from: '2.4' }, '2.3.9', false, 'version 2.4 and later'],
  [{ from: '2.4' }, '2.10', true, 'version 2.4 and later'],
  [{ from: '2.4', below: '3' }, '2.4', true, 'versions from 2.4 to before 3'],
  [{ below: '2.4' }, '1', true, 'versions before 2.4'],
  [{}, '0', true, 'every version'],
])('%j with %s is %s: %s', (range, version, isIn, text) => {
  expect(isInRange(toVersion(version), range)).toBe(isIn);
  expect(rangeText(range)).toBe(text);
});
