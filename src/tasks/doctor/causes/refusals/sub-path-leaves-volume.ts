import { Cause } from '../../cause';

export const subPathLeavesVolume: Cause = {
  id: 'sub-path-leaves-volume',
  title: 'a subPath or mountPath is not a path in its volume',
  why: 'A `subPath` is relative, and never leaves its volume.',
  signs: [{ in: 'refusal', text: /(?:subPath(?:Expr)?|mountPath)[^:]*: Invalid value: "(?<path>[^"]*)": (?:must not contain|must be a relative path|must not start with)/ }],
  fix: ({ facts }) => ({ do: `write a subPath without ".." and without a slash at its start, instead of "${facts.path}"` }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.containers[0].volumeMounts[0].subPath: Invalid value: "../x": must not contain \'..\'' },
};
