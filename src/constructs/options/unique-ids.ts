import { IConstruct } from 'constructs';
import { WorkloadOptions } from './resolve';
import { RunAs } from './run-as';
import { IdCollision } from '../../policy/settings/declarations';

/** The ids of `RunAs.unique` in each app, and their seeds. */
const given = new WeakMap<IConstruct, Map<number, string>>();

/** The users of a workload that come from `RunAs.unique`, for the pod and for single containers, each with its construct path. */
export function uniqueUsers(path: string, { props, defaults, placed }: WorkloadOptions): readonly (readonly [string, RunAs])[] {
  const ofPod = props.runAs ?? defaults.runAs;
  const ofContainers = Object.entries(placed.runAs).map(([name, runAs]) => [`${path}/${name}`, runAs] as const);
  return [...ofPod ? [[path, ofPod] as const] : [], ...ofContainers].filter(([, runAs]) => runAs._unique);
}

/** The other seed in the app that gives the id of a user, if there is one. */
export function idCollisions(root: IConstruct, path: string, runAs: RunAs): readonly IdCollision[] {
  const owners = given.get(root) ?? new Map<number, string>();
  given.set(root, owners);
  const id = runAs._toIdentity(path).user!;
  const source = runAs._unique?.seed ?? path;
  const other = owners.get(id) ?? source;
  owners.set(id, other);
  return other === source ? [] : [{ id, seeds: [source, other] }];
}
