import { clone, JsonObject } from '../../../../src/formats/manifest/json';
import { podsOf } from '../../../../src/formats/manifest/workload';
import { PodControl } from '../../../../src/policy/controls/control';
import { DEFAULT_SETTINGS, Settings } from '../../../../src/policy/settings/settings';

/** What a control's fix makes of a manifest; that of the fix twice must be the same. */
export function fixed(control: PodControl, manifest: JsonObject, settings: Partial<Settings> = {}): any {
  const fix = (copy: JsonObject) => {
    podsOf(copy).forEach((pod) => control.fix!(pod, { ...DEFAULT_SETTINGS, ...settings }));
    return copy;
  };
  const once = fix(clone(manifest));
  expect(fix(clone(once))).toEqual(once);
  return once;
}
