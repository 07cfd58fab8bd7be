import { App, Chart, Include, Size } from 'cdk8s';
import { Cpu, Probe } from 'cdk8s-plus-28';
import { HardenedDeployment, HardenedJob, Hardening, HardeningProfile, RunAs, WritablePath } from 'cdk8s-hardened';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });

const small = {
  cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) },
  memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
};

new HardenedDeployment(chart, 'web', {
  replicas: 2,
  containers: [{
    image: 'registry.example.com/shop/web:1.4.2',
    portNumber: 8080,
    readiness: Probe.fromTcpSocket(),
    liveness: Probe.fromTcpSocket(),
    resources: small,
  }],
  // In the image its files belong to this user.
  runAs: RunAs.user(1000),
  waivers: [{
    controls: ['high-user-id', 'high-group-id'],
    allow: ['1000'],
    reason: 'the files in the image belong to 1000',
    ticket: 'SHOP-17',
  }],
  writablePaths: [WritablePath.fromEmptyDir('/var/cache/web', { sizeLimit: Size.mebibytes(200) })],
});

new HardenedJob(chart, 'migrate', {
  backoffLimit: 2,
  containers: [{
    image: 'registry.example.com/shop/migrate:1.4.2',
    resources: small,
  }],
});

// What another team maintains is hardened, too.
new Include(chart, 'agent', { url: 'agent.yaml' });
Hardening.of(chart).apply({ profile: HardeningProfile.HARDENED, runAs: RunAs.user(65532) });

// No one connects to the pods, and they connect to nothing but the DNS.
Hardening.of(chart).isolateNetwork();

// The gate: if anything in the app does not meet "restricted", synthesis fails.
Hardening.of(app).enforce({ profile: HardeningProfile.PSS_RESTRICTED });

app.synth();
