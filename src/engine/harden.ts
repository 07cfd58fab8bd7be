import { Change, changesBetween } from './changes';
import { keepingKeyOrder } from './key-order';
import { CATALOGUE } from '../controls/catalogue';
import { isPodControl } from '../controls/control';
import { isForWindows } from '../controls/hardened/windows';
import { DEFAULT_POLICY, Policy } from '../controls/policy';
import { clone, JsonObject } from '../manifest/json';
import { PodView } from '../manifest/pod';
import { objectsIn, podsOf } from '../manifest/workload';

export interface Hardened {
  readonly manifest: JsonObject;
  /** What was filled in. Worked out when it is asked for. */
  readonly changes: readonly Change[];
}

const FIXES = CATALOGUE.filter(isPodControl).flatMap(({ fix }) => fix ? [fix] : []);

/**
 * Fills in what is missing in every pod that a manifest makes. Pure: the manifest given is not touched. What its author
 * wrote stays as it is, safe or not: `evaluate` says what is wrong with it. Hardening twice is hardening once.
 * A part of a pod stays as it is too: what its operator adds to it, and which fields it knows, is not in the manifest.
 */
export function harden(manifest: JsonObject, policy: Policy = DEFAULT_POLICY): Hardened {
  const hardened = clone(manifest);
  for (const { object } of objectsIn(hardened)) {
    for (const pod of podsOf(object)) {
      if (!pod.part && !isForWindows(pod)) {
        hardenPod(pod, policy);
      }
    }
  }
  return {
    manifest: hardened,
    get changes() {
      return changesBetween(manifest, hardened);
    },
  };
}

function hardenPod(pod: PodView, policy: Policy): void {
  keepingKeyOrder(pod, () => {
    let known;
    // A container that a fix adds is hardened like any other.
    do {
      known = pod.containers.length;
      FIXES.forEach((fix) => fix(pod, policy));
    } while (pod.containers.length > known);
  });
}
