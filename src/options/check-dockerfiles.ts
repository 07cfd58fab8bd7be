import { HardeningProps } from './hardening-props';
import { JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';

/** The problem of a pod-wide Dockerfile in a pod with several containers. Checked at synth, since containers may come late. */
export function ambiguousDockerfiles(manifest: JsonObject, { dockerfile }: HardeningProps): string[] {
  const names = !dockerfile ? [] : podsOf(manifest).flatMap(({ containers }) => containers)
    .filter(({ list }) => list === 'containers').map(({ name }) => `"${name}"`);
  return names.length < 2 ? [] : [`the pod has the containers ${names.join(', ')}, and \`dockerfile\` is for a pod with one container: `
    + `set the Dockerfile ${dockerfile!.path} in \`containerSettings\``];
}
