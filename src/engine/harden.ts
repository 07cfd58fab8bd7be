import { Change, changesBetween, ControlChange, isSameJson, pathIn } from './changes';
import { keepingKeyOrder } from './key-order';
import { OpenedManifest, openManifest } from './open';
import { CATALOGUE } from '../controls/catalogue';
import { isPodControl, PodControl } from '../controls/control';
import { isForWindows } from '../controls/hardened/windows';
import { clone, JsonObject } from '../manifest/json';
import { PodView } from '../manifest/pod';
import { thirdPartySettings } from '../settings/platform';
import { Settings } from '../settings/settings';

export interface Hardened {
  readonly manifest: JsonObject;
  /** The same manifest with its pods, for who evaluates it next. */
  readonly opened: OpenedManifest;
  /** What was filled in, control by control. Worked out when it is asked for. */
  readonly changes: readonly ControlChange[];
}

const FIXING = inOrder(CATALOGUE.filter(isPodControl).filter(({ fix }) => fix));

/** The controls in the order of the catalogue, each after those that it names. */
function inOrder(controls: readonly PodControl[]): readonly PodControl[] {
  const ordered = new Set<PodControl>();
  const add = (control: PodControl) => {
    controls.filter(({ id }) => control.after?.includes(id)).forEach(add);
    ordered.add(control);
  };
  controls.forEach(add);
  return [...ordered];
}

/** Called when a control may have changed a manifest. */
type Observer = (control: PodControl) => void;

/**
 * Fills in what is missing in every pod that a manifest makes. Pure: the manifest given is not touched. What its author
 * wrote stays as it is, safe or not, and nothing is filled in that contradicts it: `evaluate` says what is wrong with it. Hardening twice
 * is hardening once. A part of a pod stays as it is too: what its operator adds to it, and which fields it knows, is not in the manifest.
 */
export function harden(manifest: JsonObject, settings: Settings = thirdPartySettings('kubernetes')): Hardened {
  const opened = openManifest(clone(manifest));
  hardenAll(opened, settings);
  const { manifest: hardened } = opened;
  return {
    manifest: hardened,
    opened,
    get changes() {
      return changesOf(manifest, hardened, settings);
    },
  };
}

/** Hardens once more, and compares the manifest before and after each control. */
function changesOf(manifest: JsonObject, hardened: JsonObject, settings: Settings): readonly ControlChange[] {
  const current = clone(manifest);
  const changes: { control: string; change: Change; state: JsonObject }[] = [];
  let before = clone(manifest);
  hardenAll(openManifest(current), settings, ({ id }) => {
    // Most controls have nothing to fill in, and comparing costs less than listing.
    if (!isSameJson(before, current)) {
      const made = changesBetween(before, current);
      before = clone(current);
      // What a control adds, later ones add to.
      changes.push(...made.map((change) => ({ control: id, change: { ...change, after: clone(change.after) }, state: before })));
    }
  });
  return changes.map(({ control, change, state }) => ({ control, ...change, path: pathIn(hardened, state, change.path) }));
}

function hardenAll({ objects }: OpenedManifest, settings: Settings, observe?: Observer): void {
  for (const { pods } of objects) {
    for (const pod of pods) {
      if (!pod.part && !isForWindows(pod)) {
        hardenPod(pod, settings, observe);
      }
    }
  }
}

function hardenPod(pod: PodView, settings: Settings, observe?: Observer): void {
  keepingKeyOrder(pod, () => {
    let known;
    // A container that a fix adds is hardened like any other.
    do {
      known = pod.containers.length;
      for (const control of FIXING) {
        control.fix!(pod, settings);
        observe?.(control);
      }
    } while (pod.containers.length > known);
  });
}
