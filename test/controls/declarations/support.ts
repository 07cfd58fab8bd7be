import { DeclarationControl } from '../../../src/controls/control';
import { JsonObject } from '../../../src/manifest/json';
import { podsOf } from '../../../src/manifest/workload';
import { Declarations, NO_DECLARATIONS } from '../../../src/settings/declarations';
import { DEFAULT_SETTINGS, Settings } from '../../../src/settings/settings';
import { goodPod } from '../support';

/** What a control says of the declarations of a workload: each detail with its remedy. */
export function said(
  control: DeclarationControl, declarations: Partial<Declarations>, object: JsonObject = goodPod(), settings: Partial<Settings> = {},
): readonly string[] {
  const all = { ...NO_DECLARATIONS, ...declarations };
  return control.checkDeclarations(all, { object, pods: podsOf(object), settings: { ...DEFAULT_SETTINGS, ...settings } })
    .map(({ detail, remedy = control.remedy }) => `${detail}: ${remedy}`);
}

/** A Deployment of a pod spec. */
export function deployment(spec: object, fields: object = {}): JsonObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', spec: { ...fields, template: { spec } } };
}
