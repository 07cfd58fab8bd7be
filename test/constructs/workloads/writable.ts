import { Chart, Size } from 'cdk8s';
import { PersistentVolumeAccessMode, PersistentVolumeClaim } from 'cdk8s-plus-28';
import { container, newChart } from './support';
import { HardenedDeployment, HardenedDeploymentProps, PersistentPathOptions, WritablePath } from '../../../src';

// What the tests of writable paths share.

export function deploy(writablePaths: WritablePath[], props: Partial<HardenedDeploymentProps> = {}, chart = newChart()) {
  return new HardenedDeployment(chart, 'web', { containers: [container()], writablePaths, ...props });
}

export function claimIn(chart: Chart, ...accessModes: PersistentVolumeAccessMode[]): PersistentVolumeClaim {
  return new PersistentVolumeClaim(chart, 'data', { metadata: { name: 'data' }, accessModes, storage: Size.gibibytes(1) });
}

export const foreignClaim = PersistentVolumeClaim.fromClaimName(newChart(), 'foreign', 'data');
export const persistent = (path: string, options?: PersistentPathOptions) =>
  WritablePath.fromPersistentVolumeClaim(path, foreignClaim, options);

/** All but `/tmp`, which is always there. */
export const mountsOf = (spec: any, index = 0) => spec.containers[index].volumeMounts.filter(({ mountPath }: any) => mountPath !== '/tmp');
export const volumeOf = (spec: any, name: string) => spec.volumes.find((volume: any) => volume.name === name);
export const initNames = (spec: any) => (spec.initContainers ?? []).map(({ name }: any) => name);
