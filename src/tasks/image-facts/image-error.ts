/** Why an image cannot be read. The message is about the image, and does not name it. */
export class ImageError extends Error {}
