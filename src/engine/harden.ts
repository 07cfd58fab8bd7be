import { Change, changesBetween, ControlChange, follow, isSameJson, originalsOf } from './changes';
import { keepingKeyOrder } from './key-order';
import { OpenedManifest, openManifest } from './open';
import { CATALOGUE } from '../controls/catalogue';
import { isPodControl, PodControl } from '../controls/control';
import { isForWindows } from '../controls/hardened/windows';
import { clone, JsonObject, Path } from '../manifest/json';
import { PodView } from '../manifest/pod';
import { thirdPartySettings } from '../settings/platform';
import { Settings } from '../settings/settings';

export interface Hardened {
  readonly manifest: JsonObject;
  /** The same manifest with its pods, to evaluate it next. */
  readonly opened: OpenedManifest;
  /** The values that were filled in, by control. Computed on first use. */
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
 * Fills in missing fields of every pod that a manifest creates. Pure: it does not change the given manifest. Values of the author stay,
 * safe or not, and nothing is filled in that contradicts them; `evaluate` reports what is unsafe. Hardening twice has no further effect.
 * Parts of pods are not changed: the manifest does not show what their operator adds, and which fields it knows.
 */
export function harden(manifest: JsonObject, settings: Settings = thirdPartySettings('kubernetes')): Hardened {
  const opened = openManifest(clone(manifest));
  hardenAll(opened, settings);
  const { manifest: hardened } = opened;
  return {
    manifest: hardened,
    opened,
    get changes() {
      return changesOf(manifest, settings);
    },
  };
}

/** Hardens again, and compares the manifest before and after each control. */
function changesOf(manifest: JsonObject, settings: Settings): readonly ControlChange[] {
  const current = clone(manifest);
  const changes: { control: string; change: Change; placeNow: () => Path }[] = [];
  let before = clone(current);
  let originals = originalsOf(before, current);
  hardenAll(openManifest(current), settings, ({ id }) => {
    // Most controls have nothing to fill in, and comparing is cheaper than listing changes.
    if (!isSameJson(before, current)) {
      // Later controls add to the values of earlier ones.
      changes.push(...changesBetween(before, current, originals)
        .map((change) => ({ control: id, change: { ...change, after: clone(change.after) }, placeNow: follow(current, change.path) })));
      before = clone(current);
      originals = originalsOf(before, current);
    }
  });
  return changes.map(({ control, change, placeNow }) => ({ control, ...change, path: placeNow() }));
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
    // A container that a fix adds is hardened, too.
    do {
      known = pod.containers.length;
      for (const control of FIXING) {
        control.fix!(pod, settings);
        observe?.(control);
      }
    } while (pod.containers.length > known);
  });
}
