import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { hookTree } from './hook';
import { Gate, scopeOf } from './scopes';
import { SynthSession } from './session';
import { SynthesizedObject } from './synthesized-object';

/**
 * Adds a gate for every object below a scope, including those added later.
 *
 * @param gate called in every synthesis
 */
export function addGate(scope: IConstruct, gate: () => Gate): void {
  scopeOf(scope).gates.push(gate);
  hookTree(scope);
  SynthSession.of(scope).forget();
}

/** The objects below a scope. */
export function objectsBelow(scope: IConstruct): readonly SynthesizedObject[] {
  return scope.node.findAll().filter(ApiObject.isApiObject).map(SynthesizedObject.of);
}
