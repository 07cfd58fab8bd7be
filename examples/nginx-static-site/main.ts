import { ApiObject, App, Chart, JsonPatch, Size } from 'cdk8s';
import { ConfigMap, Cpu, EnvValue, Namespace, Probe, Volume } from 'cdk8s-plus-28';
import { HardenedDeployment, RunAs, WritablePath } from 'cdk8s-hardened';

// The image as nginx gives it out: it listens on port 80, is made to be started by root, and serves a welcome page. Yours has your
// pages in it, see the Dockerfile.
const IMAGE = 'nginx:1.30.5@sha256:e9f347c65f318767714e8b0eccfd6b558d00fb92630791fb6cd901fcdf7f6fdd';

// nginx reads this file beside the default.conf of the image, so its directives apply to the whole server.
const HEADERS = `
server_tokens off;
add_header Content-Security-Policy "default-src 'self'; connect-src 'self' \${API_ORIGIN}" always;
add_header X-Content-Type-Options nosniff always;
`.trimStart();

const app = new App();
const chart = new Chart(app, 'site', { namespace: 'site', disableResourceNameHashes: true });

// With this label the API server refuses every pod that does not meet the Pod Security level "restricted".
const namespace = new Namespace(chart, 'namespace', {
  metadata: { name: 'site', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});
ApiObject.of(namespace).addJsonPatch(JsonPatch.remove('/metadata/namespace')); // set by the chart, but a Namespace has none

const site = new HardenedDeployment(chart, 'server', {
  metadata: { name: 'site' },
  replicas: 2,
  // The image is known: /var/cache/nginx and /run are writable without a line here.
  runAs: RunAs.nonRoot(), // and not the image's 101: nginx reads its files as anyone, and writes in its volumes alone
  writablePaths: [
    // The image's entrypoint changes default.conf and fills in templates there; an empty volume would hide default.conf from it.
    WritablePath.fromImage('/etc/nginx/conf.d', { sizeLimit: Size.mebibytes(8) }),
  ],
});

const nginx = site.addContainer({
  name: 'nginx',
  image: IMAGE,
  portNumber: 80, // declared, and so opened to a user that is not root
  envVariables: { API_ORIGIN: EnvValue.fromValue('https://api.example.com') },
  readiness: Probe.fromHttpGet('/', { port: 80 }),
  liveness: Probe.fromHttpGet('/', { port: 80 }),
  resources: {
    cpu: { request: Cpu.millis(50), limit: Cpu.millis(500) },
    memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
  },
});

const templates = new ConfigMap(chart, 'templates', { metadata: { name: 'site' }, data: { 'headers.conf.template': HEADERS } });
nginx.mount('/etc/nginx/templates/headers.conf.template', Volume.fromConfigMap(chart, 'templates-volume', templates), {
  subPath: 'headers.conf.template', // the file alone: in a ConfigMap's directory the entrypoint would find each template three times
  readOnly: true,
});

site.exposeViaService({ name: 'site', ports: [{ port: 80, targetPort: 80 }] });

app.synth();
