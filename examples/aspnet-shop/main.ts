import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import {
  Cpu, DeploymentStrategy, EnvValue, Namespace, PersistentVolumeAccessMode, PersistentVolumeClaim, Probe, RestartPolicy, Secret, Volume,
} from 'cdk8s-plus-28';
import { HardenedDeployment, HardenedJob, RunAs, WritablePath } from 'cdk8s-hardened';

// Placeholders: registry and digests are made up. The tag shows people the version, the digest pins the content.
const VERSION = '1.4.2';
const WEB_IMAGE = `registry.example.com/shop/web:${VERSION}@sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f900112233445566778899aabbccddeeff`;
const MIGRATE_IMAGE = `registry.example.com/shop/migrate:${VERSION}@sha256:ffeeddccbbaa998877665544332211009f8e7d6c5b4a39281706f5e4d3c2b1a0`;

// The user `app` of the .NET images ($APP_UID). It owns /app and /home/app there.
const APP_UID = 1654;

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });

// With this label the API server refuses every pod that does not meet the Pod Security level "restricted".
const namespace = new Namespace(shop, 'namespace', {
  metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});
ApiObject.of(namespace).addJsonPatch(JsonPatch.remove('/metadata/namespace')); // set by the chart, but a Namespace has none

// Made outside of this app, with one key: `ConnectionStrings__Shop`. A file is not inherited by child processes or printed by error
// pages, as an environment is.
const secrets = Volume.fromSecret(shop, 'secrets', Secret.fromSecretName(shop, 'connection-strings', 'shop-connection-strings'), {
  defaultMode: 0o440, // readable by the group that `runAs` gives the volume to, and by nobody else
});

const uploads = new PersistentVolumeClaim(shop, 'uploads', {
  accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
  storage: Size.gibibytes(10),
});

// --- the service

const web = new HardenedDeployment(shop, 'web', {
  replicas: 1, // one writer: the PVC is ReadWriteOnce, and the keys below belong to one pod
  strategy: DeploymentStrategy.recreate(), // or the next pod would wait for a PVC that this one uses
  runAs: RunAs.user(APP_UID),
  writablePaths: [
    // Under an empty directory the keys are new with each pod, and its visitors sign in again. A PVC would keep them.
    WritablePath.fromEmptyDir('/home/app/.aspnet/DataProtection-Keys', { sizeLimit: Size.mebibytes(16) }),
  ],
});

const webContainer = web.addContainer({
  name: 'web',
  image: WEB_IMAGE,
  portNumber: 8080,
  envVariables: {
    ASPNETCORE_ENVIRONMENT: EnvValue.fromValue('Production'),
    Uploads__Path: EnvValue.fromValue('/app/uploads'),
  },
  startup: Probe.fromHttpGet('/health/live', { port: 8080, periodSeconds: Duration.seconds(2), failureThreshold: 30 }),
  readiness: Probe.fromHttpGet('/health/ready', { port: 8080 }), // looks at the database: no traffic while it is away
  liveness: Probe.fromHttpGet('/health/live', { port: 8080 }), // checks only the process: a restart does not fix the database
  resources: {
    cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
    memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
  },
});
webContainer.mount('/app/uploads', Volume.fromPersistentVolumeClaim(shop, 'uploads-volume', uploads));
webContainer.mount('/app/secrets', secrets, { readOnly: true });

web.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] });

// --- the update of the database: an Entity Framework migration bundle

const migrate = new HardenedJob(shop, 'migrate', {
  metadata: { name: `migrate-${VERSION.replace(/\./g, '-')}` }, // a Job cannot be changed, so every version has one of its own
  restartPolicy: RestartPolicy.ON_FAILURE,
  backoffLimit: 3,
  ttlAfterFinished: Duration.days(1),
  runAs: RunAs.user(APP_UID),
});

const migrateContainer = migrate.addContainer({
  name: 'migrate',
  image: MIGRATE_IMAGE,
  resources: {
    cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
    memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
  },
});
migrateContainer.mount('/app/secrets', secrets, { readOnly: true });

app.synth();
