/** For controls that Pod Security skips for pods with Windows in `os`, but not for pods that only select Windows nodes. */
export const NAME_THE_SYSTEM =
  'write `os: {name: windows}`, because Windows pods must not set the field, and Pod Security does not require it of them since Kubernetes '
    + '1.25';
