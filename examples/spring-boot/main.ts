import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { ConfigMap, Cpu, EnvValue, Namespace, Probe, Secret, Volume } from 'cdk8s-plus-28';
import { HardenedDeployment, RuntimePreset, SecretFiles, WritablePath } from 'cdk8s-hardened';

// A placeholder: registry and digest are made up. The tag shows people the version, the digest pins the content.
const IMAGE = 'registry.example.com/orders/api:2.3.0@sha256:1f2e3d4c5b6a79880716253443526170f0e1d2c3b4a5968778695a4b3c2d1e0f';
const PORT = 8080;

const UPLOADS = '/var/lib/orders/uploads';
const SECRETS = '/run/secrets/orders';

const CONFIGURATION = `
server:
  port: ${PORT}
  shutdown: graceful
  tomcat:
    basedir: /tmp/tomcat # a name that stays: the random one of each start would never be removed from /tmp
spring:
  config:
    import: configtree:${SECRETS}/ # each file is a property: spring.datasource.password
  datasource:
    url: jdbc:postgresql://postgres.database.svc:5432/orders
    username: orders
  lifecycle:
    timeout-per-shutdown-phase: 30s
  servlet:
    multipart:
      location: ${UPLOADS}
      max-file-size: 100MB
      max-request-size: 110MB
management:
  endpoint:
    health:
      probes:
        enabled: true
`.trimStart();

const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'orders', disableResourceNameHashes: true });

// With this label the API server refuses every pod that does not meet the Pod Security level "restricted".
const namespace = new Namespace(chart, 'namespace', {
  metadata: { name: 'orders', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});
ApiObject.of(namespace).addJsonPatch(JsonPatch.remove('/metadata/namespace')); // set by the chart, but a Namespace has none

const orders = new HardenedDeployment(chart, 'api', {
  metadata: { name: 'orders' },
  replicas: 2,
  terminationGracePeriod: Duration.seconds(45), // more than Spring waits for requests under way
  presets: [RuntimePreset.JVM],
  writablePaths: [
    // Each upload stays here until the service has put it into its object store.
    WritablePath.fromEmptyDir(UPLOADS, { sizeLimit: Size.gibibytes(4) }),
  ],
});

const api = orders.addContainer({
  name: 'api',
  image: IMAGE,
  portNumber: PORT,
  envVariables: {
    SPRING_CONFIG_ADDITIONAL_LOCATION: EnvValue.fromValue('file:/etc/orders/'),
    // Not JAVA_TOOL_OPTIONS, which is the preset's: both count.
    JDK_JAVA_OPTIONS: EnvValue.fromValue('-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError'),
  },
  startup: Probe.fromHttpGet('/actuator/health/liveness', { port: PORT, periodSeconds: Duration.seconds(2), failureThreshold: 60 }),
  readiness: Probe.fromHttpGet('/actuator/health/readiness', { port: PORT }),
  liveness: Probe.fromHttpGet('/actuator/health/liveness', { port: PORT }),
  resources: {
    cpu: { request: Cpu.millis(250), limit: Cpu.units(2) }, // a JVM that starts has much to compile
    memory: { request: Size.mebibytes(768), limit: Size.mebibytes(768) },
  },
});

const configuration = new ConfigMap(chart, 'configuration', {
  metadata: { name: 'orders' },
  data: { 'application.yaml': CONFIGURATION },
});
api.mount('/etc/orders', Volume.fromConfigMap(chart, 'configuration-volume', configuration), { readOnly: true });

// Made outside of this app, with the key `spring.datasource.password`.
SecretFiles.mount(api, SECRETS, Secret.fromSecretName(chart, 'secrets', 'orders'), { keys: ['spring.datasource.password'] });

orders.exposeViaService({ name: 'orders', ports: [{ port: 80, targetPort: PORT }] });

app.synth();
