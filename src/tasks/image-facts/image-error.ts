/** The reason why an image cannot be read. The message does not contain the name of the image. */
export class ImageError extends Error {}

/** An error in the manifest or the configuration of an image. */
export class DescriptionError extends ImageError {}
