/*
 * The workload of a program, as a user writes it: the image and the configuration that users must write.
 */
import { App, Chart, Testing } from 'cdk8s';
import { ConfigMap, ContainerProps, Deployment, ImagePullPolicy, Volume } from 'cdk8s-plus-28';
import { stringify } from 'yaml';
import { factsOf } from './entry';
import { ImageProgram } from './image-program';
import { ControlSeverity, HardenedDeployment, Hardening, ImageFactsPolicy } from '../../../src';

const NAME = 'known-image';

/** A hardened Deployment, which finds what is known about its image, or does not look. */
export function hardened(program: ImageProgram, image: string, imageFacts?: ImageFactsPolicy): string {
  return manifests((chart) => {
    Hardening.of(chart).setDefaults({ controls: { 'data-claim': { severity: ControlSeverity.OFF, reason: 'The data of a test may be lost.' } } });
    new HardenedDeployment(chart, NAME, {
      metadata: { name: NAME },
      containers: [containerOf(program, image, chart)],
      imageFacts,
    });
  });
}

/** A Deployment whose program may write wherever its user may. */
export function writable(program: ImageProgram, image: string): string {
  const { uid = 65532, gid } = factsOf(program.image);
  return manifests((chart) => new Deployment(chart, NAME, {
    metadata: { name: NAME },
    containers: [{
      ...containerOf(program, image, chart),
      securityContext: { user: uid, group: gid || uid, readOnlyRootFilesystem: false },
    }],
  }));
}

function containerOf({ container, configMaps = {} }: ImageProgram, image: string, chart: Chart): ContainerProps {
  return {
    name: 'main',
    image,
    imagePullPolicy: ImagePullPolicy.NEVER,
    volumeMounts: Object.entries(configMaps).map(([path, data], index) => ({
      path,
      readOnly: true,
      volume: Volume.fromConfigMap(chart, `files-${index}`, new ConfigMap(chart, `config-${index}`, {
        metadata: { name: `${NAME}-${index}` }, data: { ...data },
      })),
    })),
    ...container,
  };
}

function manifests(fill: (chart: Chart) => void): string {
  const chart = new Chart(new App(), 'images', { disableResourceNameHashes: true });
  fill(chart);
  return Testing.synth(chart).map((manifest) => stringify(manifest)).join('---\n');
}
