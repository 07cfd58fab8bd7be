import { IConstruct } from 'constructs';
import { defaultsFor } from './defaults';
import { HardeningProps } from './hardening-props';
import { placedOptions } from './placed';
import { containerSettingsFor } from './resolve';
import { RunAs } from './run-as';
import { asObject, isAbsent, JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';

/** The ids of `RunAs.unique` in each app, and their seeds. */
const given = new WeakMap<IConstruct, Map<number, string>>();

/** Problems of ids that no other workload may have: those of the pod, and of single containers. */
export function uniqueIdProblems(workload: IConstruct, props: HardeningProps, manifest: JsonObject): string[] {
  const { root, path } = workload.node;
  const ofPod = props.runAs ?? defaultsFor(workload).runAs;
  const ofContainers = Object.entries(placedOptions(containerSettingsFor(workload, props)).runAs);
  const unique = [...ofPod ? [[path, ofPod] as const] : [], ...ofContainers.map(([name, runAs]) => [`${path}/${name}`, runAs] as const)]
    .filter(([, runAs]) => runAs._unique);
  const needsSeed = unique.some(([, runAs]) => runAs._unique?.seed === undefined) && hasPersistentVolume(manifest);
  return [
    ...unique.flatMap(([source, runAs]) => collision(root, source, runAs)),
    ...needsSeed
      ? ['RunAs.unique needs a seed in a workload with a persistent volume, whose files would belong to nobody if the construct path, and so the ids, changed: '
        + 'write RunAs.unique({ seed: "..." })']
      : [],
  ];
}

function collision(root: IConstruct, path: string, runAs: RunAs): string[] {
  const owners = given.get(root) ?? new Map<number, string>();
  given.set(root, owners);
  const id = runAs._toIdentity(path).user!;
  const source = runAs._unique?.seed ?? path;
  const other = owners.get(id) ?? source;
  owners.set(id, other);
  return other === source ? [] : [`RunAs.unique gives the same id ${id} to "${other}" and "${source}": set another seed for one of them`];
}

function hasPersistentVolume(manifest: JsonObject): boolean {
  return podsOf(manifest).some(({ volumes, claimTemplates }) =>
    claimTemplates.length > 0 || volumes.some((volume) => !isAbsent(asObject(volume).persistentVolumeClaim)));
}
