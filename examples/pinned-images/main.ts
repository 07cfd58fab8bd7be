import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { Cpu, Namespace, Probe } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening, ImageLock } from 'cdk8s-hardened';

const app = new App();

// The code names tags, for people. The file has their digests, and each container gets the one of its tag.
Hardening.of(app).setDefaults({ imageLock: ImageLock.fromFile('images.lock.yaml') });

const chart = new Chart(app, 'site', { namespace: 'site', disableResourceNameHashes: true });

// With this label the API server refuses every pod that does not meet the Pod Security level "restricted".
const namespace = new Namespace(chart, 'namespace', {
  metadata: { name: 'site', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});
ApiObject.of(namespace).addJsonPatch(JsonPatch.remove('/metadata/namespace')); // set by the chart, but a Namespace has none

const site = new HardenedDeployment(chart, 'server', { metadata: { name: 'site' }, replicas: 2 });

// Init containers are pinned, too.
site.addInitContainer({
  name: 'wait-for-database',
  image: 'postgres:17.11',
  command: ['sh', '-c', 'until pg_isready --host=postgres.database.svc --timeout=5; do sleep 1; done'],
  resources: {
    cpu: { request: Cpu.millis(10), limit: Cpu.millis(100) },
    memory: { request: Size.mebibytes(32), limit: Size.mebibytes(32) },
  },
});

site.addContainer({
  name: 'nginx',
  image: 'nginx:1.30.5',
  portNumber: 80,
  readiness: Probe.fromHttpGet('/', { port: 80, periodSeconds: Duration.seconds(5) }),
  liveness: Probe.fromHttpGet('/', { port: 80 }),
  resources: {
    cpu: { request: Cpu.millis(50), limit: Cpu.millis(500) },
    memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
  },
});

app.synth();
