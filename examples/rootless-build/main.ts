import { App, Chart, Duration, Size } from 'cdk8s';
import {
  Cpu, DeploymentStrategy, EnvValue, ImagePullPolicy, PersistentVolumeAccessMode, PersistentVolumeClaim, Probe, RestartPolicy,
} from 'cdk8s-plus-28';
import { HardenedDeployment, HardenedJob, RunAs, WritablePath } from 'cdk8s-hardened';

// The image that build.sh builds. It is in the storage of the user who built it, and not in a registry: hence no digest, and no pull.
const VERSION = '1.4.2';
const image = (name: string) => ({ image: `localhost/shop/${name}:${VERSION}`, imagePullPolicy: ImagePullPolicy.NEVER });

// The USER of the Containerfile, who owns /app/uploads and /home/app there.
const APP_UID = 1654;

const resources = {
  cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
  memory: { request: Size.mebibytes(64), limit: Size.mebibytes(64) },
};

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });

const uploads = new PersistentVolumeClaim(shop, 'uploads', {
  accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
  storage: Size.gibibytes(1),
});

const web = new HardenedDeployment(shop, 'web', {
  replicas: 1, // one writer: the PVC is ReadWriteOnce
  strategy: DeploymentStrategy.recreate(), // or the next pod would wait for a PVC that this one uses
  runAs: RunAs.user(APP_UID),
  writablePaths: [
    WritablePath.fromEmptyDir('/home/app/.keys', { sizeLimit: Size.mebibytes(1) }),
    WritablePath.fromPersistentVolumeClaim('/app/uploads', uploads),
  ],
  containers: [{
    ...image('web'),
    name: 'web',
    portNumber: 8080,
    envVariables: { UPLOADS: EnvValue.fromValue('/app/uploads') },
    startup: Probe.fromHttpGet('/health/live', { port: 8080, periodSeconds: Duration.seconds(2), failureThreshold: 30 }),
    readiness: Probe.fromHttpGet('/cgi-bin/ready', { port: 8080 }),
    liveness: Probe.fromHttpGet('/health/live', { port: 8080 }),
    resources,
  }],
});

web.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] });

new HardenedJob(shop, 'migrate', {
  metadata: { name: `migrate-${VERSION.replace(/\./g, '-')}` }, // a Job cannot be changed, so every version has one of its own
  restartPolicy: RestartPolicy.ON_FAILURE,
  backoffLimit: 3,
  ttlAfterFinished: Duration.days(1),
  runAs: RunAs.user(APP_UID),
  containers: [{ ...image('migrate'), name: 'migrate', resources }],
});

app.synth();
