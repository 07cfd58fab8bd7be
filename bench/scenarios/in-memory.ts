import type { JsonObject } from '#lib/formats/manifest/json.js';
import { manifests } from './manifests';
import { Scenario } from './scenario';

export interface ManifestCount {
  readonly manifests: number;
}

/** How often each manifest is gone through before the clock starts, and how often after. */
const WARM_UP = 20;
const PASSES = 40;

/** Does something to every one of many manifests in memory, warm. */
export function inMemory(handle: (manifest: JsonObject) => unknown, prepare = (manifest: JsonObject) => manifest): Scenario<ManifestCount> {
  return ({ manifests: count }) => {
    const prepared = manifests(count).map(prepare);
    const passes = (times: number) => {
      for (let pass = 0; pass < times; pass++) {
        prepared.forEach((manifest) => handle(manifest));
      }
    };
    passes(WARM_UP);
    return { units: PASSES * count, isWarm: true, run: () => passes(PASSES) };
  };
}
