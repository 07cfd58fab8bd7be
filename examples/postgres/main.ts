import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { Cpu, EnvValue, Namespace, Probe, Secret, Service } from 'cdk8s-plus-28';
import { HardenedStatefulSet, RunAs, SecretFiles, WritablePath, WritablePathMedium } from 'cdk8s-hardened';

// The official image, on Debian: the Alpine one has another user, RunAs.user(70). The tag shows people the version, the
// digest pins the content.
const IMAGE = 'postgres:17.11@sha256:d74eeac9a635390a49bc21bd49fccd973de707e2a53a76ac49b552b8712ec46f';
const PORT = 5432;
const DATABASE = 'shop';

// The volume of the image. The database is in a directory below it, see README.md.
const VOLUME = '/var/lib/postgresql/data';

const app = new App();
const chart = new Chart(app, 'postgres', { namespace: 'database', disableResourceNameHashes: true });

// With this label the API server refuses every pod that does not meet the Pod Security level "restricted".
const namespace = new Namespace(chart, 'namespace', {
  metadata: { name: 'database', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});
ApiObject.of(namespace).addJsonPatch(JsonPatch.remove('/metadata/namespace')); // set by the chart, but a Namespace has none

// Headless: clients speak to `postgres.database.svc`, and each pod has a name of its own, `postgres-0.postgres.database.svc`.
const service = new Service(chart, 'service', {
  metadata: { name: 'postgres' },
  clusterIP: 'None',
  ports: [{ name: 'postgres', port: PORT, targetPort: PORT }],
});

const postgres = new HardenedStatefulSet(chart, 'server', {
  metadata: { name: 'postgres' },
  service,
  replicas: 1, // more of them would be as many databases that know nothing of each other
  runAs: RunAs.user(999),
  terminationGracePeriod: Duration.minutes(2), // for the last checkpoint: without it the next start is a recovery
  volumeClaimTemplates: [{ name: 'data', size: Size.gibibytes(20), mounts: [{ path: VOLUME }] }],
  writablePaths: [
    WritablePath.fromEmptyDir('/var/run/postgresql', { sizeLimit: Size.mebibytes(16) }), // the socket and its lock
    // Parallel queries share memory here. A container has 64 MiB of it, on which larger ones fail.
    WritablePath.fromEmptyDir('/dev/shm', { medium: WritablePathMedium.MEMORY, sizeLimit: Size.mebibytes(256) }),
  ],
});

// By TCP and not by the socket: while the image makes a new database, a server that is not for clients answers on the socket.
const isReady = ['pg_isready', '--host=127.0.0.1', `--dbname=${DATABASE}`, '--username=postgres'];

const server = postgres.addContainer({
  name: 'postgres',
  image: IMAGE,
  portNumber: PORT,
  envVariables: {
    PGDATA: EnvValue.fromValue(`${VOLUME}/pgdata`),
    POSTGRES_DB: EnvValue.fromValue(DATABASE),
    POSTGRES_PASSWORD_FILE: EnvValue.fromValue('/run/secrets/postgres/password'),
  },
  startup: Probe.fromCommand(isReady, { periodSeconds: Duration.seconds(5), failureThreshold: 120 }), // 10 minutes to recover from a crash
  readiness: Probe.fromCommand(isReady, { timeoutSeconds: Duration.seconds(5) }),
  liveness: Probe.fromCommand(isReady, { timeoutSeconds: Duration.seconds(5), failureThreshold: 6 }),
  resources: {
    cpu: { request: Cpu.millis(500), limit: Cpu.units(2) },
    memory: { request: Size.gibibytes(1), limit: Size.gibibytes(1) },
  },
});

// Made outside of this app, with the key `password`.
SecretFiles.mount(server, '/run/secrets/postgres', Secret.fromSecretName(chart, 'superuser', 'postgres-superuser'), { keys: ['password'] });

app.synth();
