import { Violation } from './check';
import { asObject, asString, Path } from '../../formats/manifest/json';

/** Returns a text that is equal for violations with the same cause; undefined if the cause has only this violation. */
export type Cause = (violation: Violation) => string | undefined;

/** One cause for a directory of the node: the volume and all of its mounts. */
export const ofHostPath: Cause = ({ allowKey, value }) => {
  const path = allowKey ?? asString(value);
  return path === undefined ? undefined : `hostPath ${path}`;
};

/** One cause for a resource of a container: its request and its limit. */
export const ofAmount: Cause = ({ path }) => `${containerOf(path, 'resources')} ${path[path.length - 1]}`;

/** One cause for a Secret in the environment of a container: all of its variables. */
export const ofSecret: Cause = ({ path, value }) => `${containerOf(path, path.includes('envFrom') ? 'envFrom' : 'env')} Secret `
  + `${asString(asObject(value).name)}`;

/** One cause for a rule of a role: all parts of the rule. */
export const ofRule: Cause = ({ path }) => path.slice(0, path.lastIndexOf('rules') + 2).join('/');

/** One cause for a field: all controls with a violation in its value. */
export const ofField: Cause = ({ path }) => path.join('/');

function containerOf(path: Path, field: string): string {
  return path.slice(0, path.lastIndexOf(field)).join('/');
}
