/** What happens with what is known about the image of a container. docs/reference/images.md lists the images. */
export enum ImageKnowledge {
  /** The container gets the user, the writable paths and the variables that its image needs. */
  FILL = 'fill',
  /** It gets nothing. What contradicts its image is found. */
  HINT = 'hint',
  /** Nothing: it is treated like an image that nobody knows. */
  OFF = 'off',
}
