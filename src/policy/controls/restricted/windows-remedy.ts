/** Shared by the controls that Pod Security lifts for pods that name Windows in `os`, but not for those that only select its nodes. */
export const NAME_THE_SYSTEM =
  'write `os: {name: windows}`: since Kubernetes 1.25 Pod Security does not require this of Windows pods, which must not set the field';
