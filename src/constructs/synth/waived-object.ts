import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { apiObjectOf, apiObjectsBelow } from './api-objects';
import { OptionError } from '../../formats/language/option-error';

/**
 * The one object of a waiver's target.
 *
 * @throws if the target is not below the scope, or is not one object
 */
export function waivedObject(scope: IConstruct, target: IConstruct): ApiObject {
  const { path, scopes } = target.node;
  if (!scopes.includes(scope)) {
    throw new OptionError(`"${path}" is not below "${scope.node.path}": add the waiver to a scope that contains it`);
  }
  const own = apiObjectOf(target);
  if (own) {
    return own;
  }
  if (!isInclude(target)) {
    throw new OptionError(`"${path}" is not one Kubernetes object: list the objects in `
      + '`targets`, or name one by kind and name in `target`');
  }
  const [only, ...others] = apiObjectsBelow(target);
  if (!only) {
    throw new OptionError(`"${path}" contains no object: remove the waiver`);
  }
  if (others.length > 0) {
    throw new OptionError(`"${path}" contains ${others.length + 1} objects: name one of them in `
      + `\`target\`: ${[only, ...others].map(targetText).join(', ')}`);
  }
  return only;
}

/** Tests for a member, because `instanceof` fails if the construct comes from another copy of cdk8s. */
function isInclude(construct: IConstruct): boolean {
  return 'apiObjects' in construct && !Chart.isChart(construct);
}

function targetText({ kind, name, metadata: { namespace } }: ApiObject): string {
  return '{ '
    + `${Object.entries({ kind, name, namespace }).flatMap(([field, value]) => value === undefined ? [] : [`${field}: '${value}'`])
      .join(', ')} `
    + '}';
}
