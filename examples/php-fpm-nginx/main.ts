import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import {
  Cpu, DeploymentStrategy, Namespace, PersistentVolumeAccessMode, PersistentVolumeClaim, Probe, Secret, Volume,
} from 'cdk8s-plus-28';
import { HardenedDeployment, RuntimePreset, SecretFiles, WritablePath } from 'cdk8s-hardened';

// Placeholders: registry and digests are made up. Both images are made by one Dockerfile, out of the same code.
const VERSION = '1.8.0';
const PHP_IMAGE = `registry.example.com/gallery/php:${VERSION}@sha256:5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70819203`;
const WEB_IMAGE = `registry.example.com/gallery/web:${VERSION}@sha256:c0ffee00c0ffee11c0ffee22c0ffee33c0ffee44c0ffee55c0ffee66c0ffee77`;
const PORT = 8080;

const UPLOADS = '/var/www/uploads';

const app = new App();
const chart = new Chart(app, 'gallery', { namespace: 'gallery', disableResourceNameHashes: true });

// With this label the API server refuses every pod that does not meet the Pod Security level "restricted".
const namespace = new Namespace(chart, 'namespace', {
  metadata: { name: 'gallery', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});
ApiObject.of(namespace).addJsonPatch(JsonPatch.remove('/metadata/namespace')); // set by the chart, but a Namespace has none

const uploads = new PersistentVolumeClaim(chart, 'uploads', {
  metadata: { name: 'uploads' },
  accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
  storage: Size.gibibytes(50),
});

const gallery = new HardenedDeployment(chart, 'application', {
  metadata: { name: 'gallery' },
  replicas: 1, // one pod has the PVC and the sessions
  strategy: DeploymentStrategy.recreate(), // or the next pod would wait for a PVC that this one uses
  containerSettings: {
    php: {
      presets: [RuntimePreset.PHP_FPM],
      writablePaths: [
        WritablePath.fromEmptyDir('/var/lib/php/sessions', { sizeLimit: Size.mebibytes(64) }),
        WritablePath.fromPersistentVolumeClaim(UPLOADS, uploads),
      ],
    },
    web: { presets: [RuntimePreset.forImage('nginx')] },
  },
});

// Without a port: it listens on 127.0.0.1, which nothing outside of the pod reaches, not even a probe of the kubelet. So it is asked
// from within.
const listens = ['php', '-r', 'exit(@fsockopen("127.0.0.1", 9000) ? 0 : 1);'];
const php = gallery.addContainer({
  name: 'php',
  image: PHP_IMAGE,
  startup: Probe.fromCommand(listens, { periodSeconds: Duration.seconds(2), timeoutSeconds: Duration.seconds(5), failureThreshold: 15 }),
  liveness: Probe.fromCommand(listens, { periodSeconds: Duration.seconds(20), timeoutSeconds: Duration.seconds(5) }),
  resources: {
    cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
    memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) },
  },
});

const web = gallery.addContainer({
  name: 'web',
  image: WEB_IMAGE,
  portNumber: PORT,
  readiness: Probe.fromHttpGet('/fpm-ping', { port: PORT, timeoutSeconds: Duration.seconds(5) }), // by nginx, from PHP-FPM
  liveness: Probe.fromHttpGet('/nginx-ping', { port: PORT }), // nginx only: restarting it does not fix PHP
  resources: {
    cpu: { request: Cpu.millis(50), limit: Cpu.millis(500) },
    memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
  },
});
web.mount(UPLOADS, Volume.fromPersistentVolumeClaim(chart, 'uploads-volume', uploads), { readOnly: true }); // shows what PHP wrote

// Made outside of this app, with the key `database-password`. For PHP alone.
SecretFiles.mount(php, '/run/secrets/gallery', Secret.fromSecretName(chart, 'secret', 'gallery'), { keys: ['database-password'] });

gallery.exposeViaService({ name: 'gallery', ports: [{ port: 80, targetPort: PORT }] });

app.synth();
