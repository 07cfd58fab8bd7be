import { IConstruct } from 'constructs';
import { apiObjectsBelow } from './api-objects';
import { hookTree } from './hook';
import { Gate, scopeOf } from './scopes';
import { SynthSession } from './session';
import { hardenedObjectOf, SynthesizedObject } from './synthesized-object';

/**
 * Adds a gate for every object below a scope, including objects that are added later.
 *
 * @param gate called in every synthesis
 */
export function addGate(scope: IConstruct, gate: () => Gate): void {
  scopeOf(scope).gates.push(gate);
  hookTree(scope);
  SynthSession.of(scope).forget();
}

/** The objects below a scope, and objects of hardened workloads that the tree no longer contains. */
export function objectsBelow(scope: IConstruct): readonly SynthesizedObject[] {
  const inTree = apiObjectsBelow(scope).map(SynthesizedObject.of);
  return [...new Set([...inTree, ...scope.node.findAll().flatMap((construct) => hardenedObjectOf(construct) ?? [])])];
}
