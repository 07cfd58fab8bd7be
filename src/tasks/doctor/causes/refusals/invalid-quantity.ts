import { Cause } from '../../cause';

export const invalidQuantity: Cause = {
  id: 'invalid-quantity',
  title: 'a size or a quantity is invalid',
  why: 'Sizes of volumes, requests and limits are quantities such as 512Mi or 500m, and never negative. A request is at most its limit.',
  signs: [{ in: 'refusal', text: /quantities must match the regular expression/ }, { in: 'refusal', text: /(?:sizeLimit|resources|requests|limits)\S*: (?:Invalid value|Forbidden|Required value): .*(?:greater than|less than or equal|must be|quantit)/i }],
  fix: () => ({ do: 'write a quantity that is not negative, such as 512Mi, and no request above its limit', typescript: "// such as WritablePath.emptyDir('/cache', { sizeLimit: Size.mebibytes(512) })" }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.volumes[0].emptyDir.sizeLimit: Invalid value: "-1Mi": must be greater than or equal to 0' },
};
