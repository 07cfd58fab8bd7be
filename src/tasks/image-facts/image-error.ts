/** Why an image cannot be read. The message is about the image, and does not name it. */
export class ImageError extends Error {}

/** The same, if not even its manifest and its configuration can be read. */
export class DescriptionError extends ImageError {}
