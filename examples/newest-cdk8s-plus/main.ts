import { App, Chart, Size } from 'cdk8s';
import { Cpu, Probe } from 'cdk8s-plus-34';
import { HardenedDeployment, HardenedStatefulSet, Hardening, HardeningProfile, WritablePath } from 'cdk8s-hardened/plus-34';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });

const small = {
  cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) },
  memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
};

new HardenedDeployment(chart, 'web', {
  revisionHistoryLimit: 3, // cdk8s-plus-28 does not have this option.
  containers: [{
    image: 'registry.example.com/shop/web:1.4.2',
    portNumber: 8080,
    readiness: Probe.fromTcpSocket(),
    liveness: Probe.fromTcpSocket(),
    resources: small,
  }],
  writablePaths: [WritablePath.fromEmptyDir('/var/cache/web', { sizeLimit: Size.mebibytes(200) })],
});

new HardenedStatefulSet(chart, 'queue', {
  containers: [{
    image: 'registry.example.com/shop/queue:2.1.0',
    portNumber: 5672,
    readiness: Probe.fromTcpSocket(),
    liveness: Probe.fromTcpSocket(),
    resources: small,
  }],
  volumeClaimTemplates: [{ name: 'data', size: Size.gibibytes(10), mounts: [{ path: '/var/lib/queue' }] }],
});

// No one connects to the pods, and they connect to nothing but the DNS.
Hardening.of(chart).isolateNetwork();

// The gate: if anything in the app does not meet "restricted", synthesis fails.
Hardening.of(app).enforce({ profile: HardeningProfile.PSS_RESTRICTED });

app.synth();
