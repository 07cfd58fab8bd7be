import { PodControl } from '../../../src/controls/control';
import { DEFAULT_POLICY, Policy } from '../../../src/controls/policy';
import { clone, JsonObject } from '../../../src/manifest/json';
import { podsOf } from '../../../src/manifest/workload';

/** What a control's fix makes of a manifest; that of the fix twice must be the same. */
export function fixed(control: PodControl, manifest: JsonObject, policy: Partial<Policy> = {}): any {
  const fix = (copy: JsonObject) => {
    podsOf(copy).forEach((pod) => control.fix!(pod, { ...DEFAULT_POLICY, ...policy }));
    return copy;
  };
  const once = fix(clone(manifest));
  expect(fix(clone(once))).toEqual(once);
  return once;
}
