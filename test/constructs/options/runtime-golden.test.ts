import { App } from 'cdk8s';
import { ContainerProps, PersistentVolumeClaim, Volume } from 'cdk8s-plus-28';
import { HardenedDeployment, HardeningProps, RuntimePreset } from '../../../src/index';
import { expectGolden } from '../../golden-file';
import { container, newChart } from '../workloads/support';

const claim = Volume.fromPersistentVolumeClaim(newChart(), 'data', PersistentVolumeClaim.fromClaimName(newChart(), 'claim', 'data'));

/** Each preset as its users write it. */
const MADE: { readonly [file: string]: readonly [RuntimePreset[], ContainerProps[], HardeningProps['containerSettings']?] } = {
  'nginx': [[RuntimePreset.forImage('nginx')], [container({ portNumber: 8080 })]],
  'jvm': [[RuntimePreset.JVM], [container({ portNumber: 8080 })]],
  'node': [[RuntimePreset.NODE], [container({ portNumber: 3000 })]],
  'python': [[RuntimePreset.PYTHON], [container({ portNumber: 8000 })]],
  'php-fpm': [[RuntimePreset.PHP_FPM], [container({ portNumber: 9000 })]],
  'postgres': [[RuntimePreset.forImage('postgres:17')], [container({ portNumber: 5432, volumeMounts: [{ path: '/var/lib/postgresql/data', volume: claim }] })]],
  'redis': [[RuntimePreset.forImage('redis')], [container({ portNumber: 6379 })]],
  'dotnet': [[RuntimePreset.DOTNET], [container({ portNumber: 8080 })]],
  'several': [
    [RuntimePreset.PYTHON],
    [container({ name: 'worker' }), container({ name: 'web', portNumber: 8080 }), container({ name: 'php' })],
    { web: { presets: [RuntimePreset.forImage('nginx')] }, php: { presets: [RuntimePreset.PHP_FPM] } },
  ],
};

test.each(Object.keys(MADE))('%s.yaml matches the synthesis', (name) => {
  const chart = newChart();
  const [presets, containers, containerSettings] = MADE[name];
  new HardenedDeployment(chart, 'app', { containers, presets, containerSettings });
  expectGolden(`runtimes/${name}.yaml`, (App.of(chart) as App).synthYaml());
});
