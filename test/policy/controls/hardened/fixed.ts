import { clone, JsonObject } from '../../../../src/formats/manifest/json';
import { podsOf } from '../../../../src/formats/manifest/workload';
import { amended, ContextParts, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { AnyPodControl } from '../../../../src/policy/controls/control';

/** What a control's fix makes of a manifest; that of the fix twice must be the same. */
export function fixed(control: AnyPodControl, manifest: JsonObject, context: ContextParts = { }): any {
  const fix = (copy: JsonObject) => {
    podsOf(copy).forEach((pod) => control.fix!(pod, amended(DEFAULT_CONTEXT, context)));
    return copy;
  };
  const once = fix(clone(manifest));
  expect(fix(clone(once))).toEqual(once);
  return once;
}
