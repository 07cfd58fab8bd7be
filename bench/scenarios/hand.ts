import { ApiObject, JsonPatch, Size } from 'cdk8s';
import { AbstractPodProps, Capability, ContainerProps, Cpu, Deployment, FsGroupChangePolicy, Job, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AddWorkload, imageOf, isDeployment, synthesis } from './synthesis';

/**
 * The YAML of a hardened workload, written with cdk8s-plus alone: by props as far as they reach, and by patches from
 * there. Nothing is searched or evaluated, so this is the minimal cost of hardening.
 */
export const addHand: AddWorkload = (chart, id, number) => {
  const image = imageOf(number);
  const tmp = Volume.fromEmptyDir(chart, `${id}-tmp`, 'scratch-main--tmp');
  const workload: Construct = isDeployment(number)
    ? new Deployment(chart, id, { ...POD, volumes: [tmp], containers: [{ ...containerProps(tmp), image, portNumber: 8080 }] })
    : new Job(chart, id, { ...POD, volumes: [tmp], containers: [{ ...containerProps(tmp), image, args: ['import'] }] });
  ApiObject.of(workload).addJsonPatch(...PATCHES);
};

const POD: AbstractPodProps = {
  securityContext: { user: 65532, group: 65532, fsGroup: 65532, fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH },
};

/** With props for one resource the defaults of cdk8s-plus for the others are gone, so they are here and in the patch. */
function containerProps(tmp: Volume): Omit<ContainerProps, 'image'> {
  return {
    securityContext: { capabilities: { drop: [Capability.ALL] } },
    resources: {
      cpu: { limit: Cpu.millis(1500) },
      memory: { limit: Size.mebibytes(2048) },
      ephemeralStorage: { limit: Size.gibibytes(2) },
    },
    volumeMounts: [{ path: '/tmp', volume: tmp }],
  };
}

const SPEC = '/spec/template/spec';

/**
 * What has no props, or props that cannot write this size, in one patch to each map whose order must come out sorted.
 * Quantities look so before cdk8s-plus prints them.
 */
const PATCHES = [
  JsonPatch.add(`${SPEC}/enableServiceLinks`, false),
  JsonPatch.add(`${SPEC}/securityContext/seccompProfile`, { type: 'RuntimeDefault' }),
  JsonPatch.add(`${SPEC}/containers/0/resources/requests`, {
    'cpu': { value: '1000m' },
    'ephemeral-storage': { value: '64Mi' },
    'memory': { value: '512Mi' },
  }),
  JsonPatch.add(`${SPEC}/containers/0/terminationMessagePolicy`, 'FallbackToLogsOnError'),
  // To the end of the map.
  JsonPatch.move(`${SPEC}/containers/0/volumeMounts`, `${SPEC}/containers/0/volumeMounts`),
  JsonPatch.add(`${SPEC}/volumes/0/emptyDir/sizeLimit`, { value: '1Gi' }),
];

export const scenario = synthesis(addHand);
