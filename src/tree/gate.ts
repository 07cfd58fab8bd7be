import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Gate, gatesFor, scopeOf } from './scopes';
import { bracketChart, Synthesis } from './synthesis';
import { SynthesizedObject } from './synthesized-object';

const watched = new WeakSet<IConstruct>();

/** Demands something of every object below a scope, those added later too. */
export function addGate(scope: IConstruct, gate: Gate): void {
  const { root } = scope.node;
  scopeOf(scope).gates.push(gate);
  // From now on the ways out are in a bracket: those of the app, and those of the charts that there are.
  const synthesis = Synthesis.of(scope);
  root.node.findAll().filter(Chart.isChart).forEach(bracketChart);
  if (!watched.has(root)) {
    watched.add(root);
    // cdk8s asks the root first, so what is hooked here is validated in the same pass.
    root.node.addValidation({ validate: () => hookGatedObjects(root) });
    synthesis.beforeEnd(() => judgeLatecomers(root));
  }
}

/** The objects below a scope. */
export function objectsBelow(scope: IConstruct): readonly SynthesizedObject[] {
  return scope.node.findAll().filter(ApiObject.isApiObject).map(SynthesizedObject.of);
}

/** What a validation adds to the tree is asked for no validation of its own: it is judged before the synthesis ends. */
function judgeLatecomers(root: IConstruct): void {
  const latecomers = gatedObjects(root).filter((object) => !SynthesizedObject.isHooked(object));
  latecomers.forEach((object) => SynthesizedObject.of(object).throwFailures());
}

function gatedObjects(root: IConstruct): readonly ApiObject[] {
  return root.node.findAll().filter(ApiObject.isApiObject).filter((object) => gatesFor(object).length > 0);
}

const HOOKED_COUNT = {};

/** Once a pass over the tree finds nothing new, the rest of the synthesis needs no other. */
function hookGatedObjects(root: IConstruct): string[] {
  const synthesis = Synthesis.of(root);
  const before = synthesis.recall<{ count: number; isDone: boolean }>(HOOKED_COUNT);
  if (!before?.isDone) {
    const gated = gatedObjects(root);
    const objects = gated.map(SynthesizedObject.of);
    if (!synthesis.isRunning) {
      // A chart that was added late and is asked alone has no bracket yet: one of its own, for the warnings.
      synthesis.run(() => objects.forEach((object) => object.judge()));
    }
    synthesis.keep(HOOKED_COUNT, { count: gated.length, isDone: gated.length === before?.count });
  }
  return [];
}
