import { Cause } from '../../cause';

export const duplicateMountPath: Cause = {
  id: 'duplicate-mount-path',
  title: 'two mounts have the same path',
  why: 'Each `mountPath` of a container can have only one volume.',
  signs: [{ in: 'refusal', text: /mountPath: (?:Invalid value: "(?<path>[^"]*)": must be unique|Duplicate value)/ }],
  fix: ({ facts }) => ({ do: `keep one mount at ${facts.path ?? 'the path'}: remove the volume of your own, or the path from writablePaths`, typescript: `// remove WritablePath.emptyDir('${facts.path ?? 'PATH'}') or your own mount there` }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/tmp": must be unique' },
};
