import { ValueChange, changesBetween, ControlChange, follow, originalsOf } from './changes';
import { ALL_FIXES, Step } from './fixes';
import { keepingKeyOrder } from './key-order';
import { OpenedManifest, openManifest } from './open';
import { clone, isSameJson, JsonObject, Path } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { EvaluationContext, thirdPartyContext } from '../context/context';
import { AnyPodControl } from '../controls/control';
import { isForWindows } from '../controls/hardened/windows';

export interface Hardened {
  readonly manifest: JsonObject;
  /** The hardened manifest with its pods, for the evaluation. */
  readonly opened: OpenedManifest;
  /** The values that were filled in or replaced, by control. Computed only if needed. */
  readonly changes: readonly ControlChange[];
}

/** How to harden the pods of one object. */
export interface FixSteps {
  readonly context: EvaluationContext;
  readonly steps: readonly Step[];
}

/** The steps for an object, by the object and its index in the manifest. Undefined if the object stays unchanged. */
export type FixStepsOf = (object: JsonObject, index: number) => FixSteps | undefined;

/** A callback for each control that may have changed a manifest. */
type Observer = (control: AnyPodControl) => void;

/**
 * Fills in missing fields in all pods of a manifest. It does not change the given manifest, nor values of the author, nor does it fill in
 * values that contradict them: `evaluate` reports unsafe values. Hardening twice has no further effect. Pods that a custom resource
 * describes only in part stay unchanged, because the manifest does not show the fields that the operator adds or supports.
 */
export function harden(manifest: JsonObject, context: EvaluationContext = thirdPartyContext('kubernetes')): Hardened {
  return hardenBy(manifest, () => ({ context, steps: ALL_FIXES }));
}

/** Hardens by the steps for each object of the manifest, which can be a list. */
export function hardenBy(manifest: JsonObject, fixStepsOf: FixStepsOf): Hardened {
  const opened = openManifest(clone(manifest));
  hardenAll(opened, fixStepsOf);
  return {
    manifest: opened.manifest,
    opened,
    get changes() {
      return changesOf(manifest, fixStepsOf);
    },
  };
}

/** Hardens again, and compares the manifest before and after each control. */
function changesOf(manifest: JsonObject, fixStepsOf: FixStepsOf): readonly ControlChange[] {
  const current = clone(manifest);
  const changes: { control: string; change: ValueChange; placeNow: () => Path }[] = [];
  let before = clone(current);
  let originals = originalsOf(before, current);
  hardenAll(openManifest(current), fixStepsOf, ({ id }) => {
    // Most controls change nothing, and a comparison is cheaper than a list of changes.
    if (!isSameJson(before, current)) {
      // Later controls add to values of earlier controls.
      changes.push(...changesBetween(before, current, originals)
        .map((change) => ({ control: id, change: { ...change, after: clone(change.after) }, placeNow: follow(current, change.path) })));
      before = clone(current);
      originals = originalsOf(before, current);
    }
  });
  return changes.map(({ control, change, placeNow }) => ({ control, ...change, path: placeNow() }));
}

function hardenAll({ objects }: OpenedManifest, fixStepsOf: FixStepsOf, observe?: Observer): void {
  objects.forEach(({ object, pods }, index) => {
    const fixSteps = pods.length > 0 ? fixStepsOf(object, index) : undefined;
    for (const pod of fixSteps ? pods : []) {
      if (!pod.part) {
        hardenPod(pod, isForWindows(pod) ? onWindows(fixSteps!) : fixSteps!, observe);
      }
    }
  });
}

function onWindows({ context, steps }: FixSteps): FixSteps {
  return { context, steps: steps.filter(({ control }) => control.fixesWindows) };
}

function hardenPod(pod: PodView, { context, steps }: FixSteps, observe?: Observer): void {
  keepingKeyOrder(pod, () => {
    let known;
    // Repeated, because fixes may add containers, which must be hardened, too.
    do {
      known = pod.containers.length;
      for (const { control, run } of steps) {
        run(pod, context);
        observe?.(control);
      }
    } while (pod.containers.length > known);
  });
}
