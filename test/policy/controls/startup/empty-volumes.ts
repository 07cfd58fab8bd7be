import { goodContainer, goodPod } from '../support';

/** A container with an emptyDir of its own at /app. */
export const podWith = (fields: object, change: (spec: any) => void = () => {}, list = 'containers') => goodPod((spec) => {
  spec.volumes.push({ name: 'app', emptyDir: {} });
  (spec[list] ??= []).unshift({ ...goodContainer('app'), volumeMounts: [{ name: 'app', mountPath: '/app/' }], ...fields });
  change(spec);
});

/** What keeps the emptyDir at /app from being empty, or makes it none. */
export const FILLED: readonly [string, (spec: any) => void][] = [
  ['that an init container fills', (spec) => { spec.initContainers[0].volumeMounts.push({ name: 'app', mountPath: '/out' }); }],
  ['that another container fills', (spec) => { spec.containers[1].volumeMounts.push({ name: 'app', mountPath: '/out' }); }],
  ['that is a claim', (spec) => { spec.volumes[2] = { name: 'app', persistentVolumeClaim: { claimName: 'x' } }; }],
  ['that is a ConfigMap', (spec) => { spec.volumes[2] = { name: 'app', configMap: { name: 'x' } }; }],
  ['that no one declares', (spec) => { spec.volumes.pop(); }],
  ['below which something else is mounted', (spec) => { spec.volumes.push({ name: 'x', configMap: {} }); spec.containers[0].volumeMounts.push({ name: 'x', mountPath: '/app/x' }); }],
];
