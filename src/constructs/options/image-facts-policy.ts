/** How to use the known facts about a container's image. docs/reference/images.md lists the images. */
export enum ImageFactsPolicy {
  /** The container gets the user, the writable paths and the variables that its image needs. */
  FILL = 'fill',
  /** The container gets nothing. You get findings for settings that contradict its image. */
  HINT = 'hint',
  /** The image is treated like an unknown image. */
  OFF = 'off',
}
