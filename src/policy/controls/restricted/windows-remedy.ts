/** For controls that Pod Security skips for pods with Windows in `os`, but not for pods that only select Windows nodes. */
export const NAME_THE_SYSTEM =
  'write `os: {name: windows}`: since Kubernetes 1.25 Pod Security does not require this of Windows pods, which must not set the field';
