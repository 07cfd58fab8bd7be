import { ApiObject, App, Chart, JsonPatch, Size } from 'cdk8s';
import { Cpu, EnvValue, Namespace, Probe, Secret } from 'cdk8s-plus-28';
import { HardenedDeployment, RuntimePreset, SecretFiles, WritablePath } from 'cdk8s-hardened';

// A placeholder: registry and digest are made up. The tag shows people the version, the digest pins the content.
const IMAGE = 'registry.example.com/notes/api:3.1.0@sha256:a9b8c7d6e5f40312a3b4c5d6e7f80918273645546372819000ffeeddccbbaa99';
const PORT = 3000;

const SECRETS = '/run/secrets/notes';

const app = new App();
const chart = new Chart(app, 'notes', { namespace: 'notes', disableResourceNameHashes: true });

// With this label the API server refuses every pod that does not meet the Pod Security level "restricted".
const namespace = new Namespace(chart, 'namespace', {
  metadata: { name: 'notes', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});
ApiObject.of(namespace).addJsonPatch(JsonPatch.remove('/metadata/namespace')); // set by the chart, but a Namespace has none

const notes = new HardenedDeployment(chart, 'api', {
  metadata: { name: 'notes' },
  replicas: 2,
  presets: [RuntimePreset.NODE],
  writablePaths: [
    WritablePath.fromEmptyDir('/tmp', { sizeLimit: Size.mebibytes(256) }), // uploads under way, and what npm and its like write
  ],
});

const environment = {
  NODE_ENV: EnvValue.fromValue('production'),
  DATABASE_URL_FILE: EnvValue.fromValue(`${SECRETS}/database-url`),
};
const resources = {
  cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
  memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
};

// Before the service: what npm writes beside running the script goes to a path of the preset.
const migrate = notes.addInitContainer({
  name: 'migrate',
  image: IMAGE,
  command: ['npm', 'run', 'migrate'],
  envVariables: environment,
  resources,
});

const api = notes.addContainer({
  name: 'api',
  image: IMAGE,
  portNumber: PORT,
  envVariables: {
    ...environment,
    PORT: EnvValue.fromValue(String(PORT)),
    NODE_OPTIONS: EnvValue.fromValue('--max-old-space-size=192'), // MiB; without it node goes by a share of the memory that it sees
  },
  startup: Probe.fromHttpGet('/health/live', { port: PORT, failureThreshold: 6 }),
  readiness: Probe.fromHttpGet('/health/ready', { port: PORT }), // looks at the database: no traffic while it is away
  liveness: Probe.fromHttpGet('/health/live', { port: PORT }), // checks only the process: a restart does not fix the database
  resources,
});

// Made outside of this app, with the key `database-url`.
const secret = Secret.fromSecretName(chart, 'secret', 'notes');
for (const container of [migrate, api]) {
  SecretFiles.mount(container, SECRETS, secret, { keys: ['database-url'] });
}

notes.exposeViaService({ name: 'notes', ports: [{ port: 80, targetPort: PORT }] });

app.synth();
