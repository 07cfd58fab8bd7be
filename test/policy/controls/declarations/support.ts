import { JsonObject } from '../../../../src/formats/manifest/json';
import { podsOf } from '../../../../src/formats/manifest/workload';
import { amended, ContextParts, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { Violations } from '../../../../src/policy/controls/check';
import { DeclarationControl } from '../../../../src/policy/controls/control';
import { Declarations, NO_DECLARATIONS } from '../../../../src/policy/settings/declarations';
import { goodPod } from '../support';

/** The violations of a control for the declarations of a workload: each detail with its remedy. */
export function messagesOf(
  control: DeclarationControl, declarations: Partial<Declarations>, object: JsonObject = goodPod(), context: ContextParts = { },
): readonly string[] {
  return violationsOf(control, declarations, object, context).map(({ detail, remedy = control.remedy }) => `${detail}: ${remedy}`);
}

/** The violations themselves, for tests on paths. */
export function violationsOf(
  control: DeclarationControl, declarations: Partial<Declarations>, object: JsonObject = goodPod(), context: ContextParts = { },
): Violations {
  const workload = { object, pods: podsOf(object), context: amended(DEFAULT_CONTEXT, context) };
  return control.checkDeclarations({ ...NO_DECLARATIONS, ...declarations }, workload);
}

/** A Deployment of a pod spec. */
export function deployment(spec: object, fields: object = {}): JsonObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', spec: { ...fields, template: { spec } } };
}
