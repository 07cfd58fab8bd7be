import { App, Chart, Cron, Duration, Size } from 'cdk8s';
import { ConcurrencyPolicy, Cpu, EnvValue, Ingress, IngressBackend, IngressTls, Probe, Secret, Service } from 'cdk8s-plus-28';
import {
  HardenedCronJob, HardenedDeployment, HardenedNamespace, HardenedStatefulSet, NetworkPeer, RunAs, SecretFiles, WritablePath,
} from 'cdk8s-hardened';

// Placeholders: registry and digests are made up. The tag shows people the version, the digest pins the content.
const WEB = 'registry.example.com/shop/web:2.0.1@sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f900112233445566778899aabbccddeeff';
const API = 'registry.example.com/shop/api:2.0.1@sha256:ffeeddccbbaa998877665544332211009f8e7d6c5b4a39281706f5e4d3c2b1a0';
const POSTGRES = 'postgres:17.11@sha256:d74eeac9a635390a49bc21bd49fccd973de707e2a53a76ac49b552b8712ec46f';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });

// Named as the namespace of the chart. No one connects to a pod in it, and no pod connects to anything but DNS, unless a workload says
// so below.
new HardenedNamespace(chart, 'namespace');

const resources = {
  cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
  memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
};

// --- the web: the ingress controller reaches it, and nobody says so here: its Ingress does

const web = new HardenedDeployment(chart, 'web', {
  replicas: 2,
  isolate: true,
  containers: [{
    name: 'web',
    image: WEB,
    portNumber: 8080,
    envVariables: { API_URL: EnvValue.fromValue('http://api') },
    readiness: Probe.fromHttpGet('/ready', { port: 8080 }),
    liveness: Probe.fromHttpGet('/live', { port: 8080 }),
    resources,
  }],
});

const webService = web.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] });
const ingress = new Ingress(chart, 'ingress', {
  metadata: { name: 'shop' },
  tls: [{ hosts: ['shop.example.com'], secret: Secret.fromSecretName(chart, 'certificate', 'shop-certificate') } satisfies IngressTls],
});
ingress.addHostRule('shop.example.com', '/', IngressBackend.fromService(webService));

// --- the API: Prometheus reads its metrics, and it calls a payment service in the internet

const api = new HardenedDeployment(chart, 'api', {
  replicas: 2,
  allowFrom: [NetworkPeer.prometheus({ ports: [9090] })],
  allowTo: [NetworkPeer.internet()],
  containers: [{
    name: 'api',
    image: API,
    portNumber: 3000,
    envVariables: { PGHOST: EnvValue.fromValue('postgres') },
    readiness: Probe.fromHttpGet('/ready', { port: 3000 }),
    liveness: Probe.fromHttpGet('/live', { port: 3000 }),
    resources,
  }],
});

// The Service listens on 80. A policy only sees 3000, the port of the pods, and that is what `connections` opens.
api.exposeViaService({ name: 'api', ports: [{ port: 80, targetPort: 3000 }] });
web.connections.allowTo(api);

// --- the database

const service = new Service(chart, 'postgres-service', { metadata: { name: 'postgres' }, clusterIP: 'None', ports: [{ port: 5432 }] });
const isReady = ['pg_isready', '--host=127.0.0.1', '--username=postgres'];

const postgres = new HardenedStatefulSet(chart, 'postgres', {
  service,
  replicas: 1,
  isolate: true,
  runAs: RunAs.user(999),
  volumeClaimTemplates: [{ name: 'data', size: Size.gibibytes(20), mounts: [{ path: '/var/lib/postgresql/data' }] }],
  writablePaths: [WritablePath.fromEmptyDir('/var/run/postgresql', { sizeLimit: Size.mebibytes(16) })],
  containers: [{
    name: 'postgres',
    image: POSTGRES,
    portNumber: 5432,
    envVariables: {
      PGDATA: EnvValue.fromValue('/var/lib/postgresql/data/pgdata'),
      POSTGRES_PASSWORD_FILE: EnvValue.fromValue('/run/secrets/postgres/password'),
    },
    startup: Probe.fromCommand(isReady, { periodSeconds: Duration.seconds(5), failureThreshold: 120 }),
    readiness: Probe.fromCommand(isReady, { timeoutSeconds: Duration.seconds(5) }),
    liveness: Probe.fromCommand(isReady, { timeoutSeconds: Duration.seconds(5), failureThreshold: 6 }),
    resources,
  }],
});
SecretFiles.mount(postgres.containers[0], '/run/secrets/postgres', Secret.fromSecretName(chart, 'superuser', 'postgres-superuser'), { keys: ['password'] });

api.connections.allowTo(postgres);

// --- a report at night, which reads the database

const report = new HardenedCronJob(chart, 'report', {
  schedule: Cron.schedule({ hour: '3', minute: '0' }),
  timeZone: 'Etc/UTC',
  startingDeadline: Duration.hours(6),
  concurrencyPolicy: ConcurrencyPolicy.FORBID,
  isolate: true,
  containers: [{ name: 'report', image: API, command: ['npm', 'run', 'report'], envVariables: { PGHOST: EnvValue.fromValue('postgres') }, resources }],
});
report.connections.allowTo(postgres);

app.synth();
