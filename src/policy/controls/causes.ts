import { Violation } from './check';
import { asObject, asString, Path } from '../../formats/manifest/json';

/** The causes of violations in a pod, as texts that are equal for the same cause; undefined for a cause of its own. */
export type Cause = (violation: Violation) => string | undefined;

/** A directory of the node: the volume, and each mount of it. */
export const ofHostPath: Cause = ({ allowKey, value }) => {
  const path = allowKey ?? asString(value);
  return path === undefined ? undefined : `hostPath ${path}`;
};

/** An amount of a container: its request and its limit. */
export const ofAmount: Cause = ({ path }) => `${containerOf(path, 'resources')} ${path[path.length - 1]}`;

/** A Secret in the environment of a container: each of its variables. */
export const ofSecret: Cause = ({ path, value }) => `${containerOf(path, path.includes('envFrom') ? 'envFrom' : 'env')} Secret ${asString(asObject(value).name)}`;

/** A rule of a role: each part of it. */
export const ofRule: Cause = ({ path }) => path.slice(0, path.lastIndexOf('rules') + 2).join('/');

/** A field: each control that finds something in its value. */
export const ofField: Cause = ({ path }) => path.join('/');

function containerOf(path: Path, field: string): string {
  return path.slice(0, path.lastIndexOf(field)).join('/');
}
