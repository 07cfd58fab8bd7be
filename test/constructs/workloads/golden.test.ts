import { App, Chart, Cron, Size } from 'cdk8s';
import { ContainerRestartPolicy, PersistentVolumeAccessMode, Service } from 'cdk8s-plus-28';
import { asPrintedBy28 } from './printed-by-version';
import { container, newChart } from './support';
import {
  HardenedCronJob,
  HardenedDaemonSet,
  HardenedDeployment,
  HardenedJob,
  HardenedPod,
  HardenedStatefulSet,
  PodFailureAction,
  PodFailureRule,
  RunAs,
  WritablePath,
} from '../../../src';
import { expectGolden } from '../../golden-file';

/** One of each kind, as its users write it: together they use all that a kind adds to its parent. */
const MADE: { readonly [file: string]: (chart: Chart) => unknown } = {
  'pod': (chart) => new HardenedPod(chart, 'debug', { containers: [container()] }),

  'deployment': (chart) => new HardenedDeployment(chart, 'web', {
    containers: [container({ portNumber: 8080 })],
    initContainers: [container({ name: 'setup' }), container({ name: 'proxy', restartPolicy: ContainerRestartPolicy.ALWAYS })],
    containerSettings: { main: { writablePaths: [WritablePath.fromEmptyDir('/var/cache/app', { sizeLimit: Size.mebibytes(256) })] } },
  }),

  'stateful-set': (chart) => new HardenedStatefulSet(chart, 'database', {
    containers: [container({ name: 'postgres', portNumber: 5432 }), container({ name: 'backup' })],
    runAs: RunAs.user(70001),
    containerSettings: { postgres: { writablePaths: [WritablePath.fromEmptyDir('/var/run/postgresql')] } },
    volumeClaimTemplates: [
      {
        name: 'data',
        size: Size.gibibytes(20),
        storageClassName: 'fast',
        mounts: [{ path: '/var/lib/postgresql', container: 'postgres' }, { path: '/data', container: 'backup', readOnly: true }],
      },
      {
        name: 'dumps',
        size: Size.gibibytes(100),
        accessMode: PersistentVolumeAccessMode.READ_WRITE_ONCE_POD,
        mounts: [{ path: '/dumps', container: 'backup' }],
      },
    ],
  }),

  'stateful-set-own-service': (chart) => new HardenedStatefulSet(chart, 'queue', {
    service: new Service(chart, 'service', { ports: [{ port: 5672 }], clusterIP: 'None' }),
    containers: [container()],
  }),

  'daemon-set': (chart) => new HardenedDaemonSet(chart, 'agent', { containers: [container()] }),

  'job': (chart) => new HardenedJob(chart, 'migrate', {
    containers: [container()],
    completions: 8,
    parallelism: 2,
    suspend: true,
    podFailurePolicy: [
      PodFailureRule.onExitCodes(PodFailureAction.FAIL_JOB, [42], 'main'),
      PodFailureRule.onDisruption(PodFailureAction.IGNORE),
    ],
  }),

  'cron-job': (chart) => new HardenedCronJob(chart, 'backup', {
    containers: [container()],
    schedule: Cron.daily(),
    completions: 1,
    podFailurePolicy: [PodFailureRule.onDisruption(PodFailureAction.IGNORE)],
  }),
};

test.each(Object.keys(MADE))('%s.yaml matches the synthesis', (name) => {
  const chart = newChart();
  MADE[name](chart);
  expectGolden(`${name}.yaml`, asPrintedBy28((App.of(chart) as App).synthYaml()));
});
