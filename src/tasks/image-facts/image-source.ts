/** How a manifest names a blob. */
export interface Descriptor {
  readonly digest: string;
  /** Bytes, compressed. */
  readonly size: number;
}

/** Where images come from: a program that asks a registry, or a test. Errors are `ImageError`, or the reason of a signal. */
export interface ImageSource {
  /** The bytes of a manifest, which nobody has verified. */
  readonly manifest: (digest: string) => Promise<Uint8Array>;
  /** The configuration of the image that a manifest describes. */
  readonly config: (manifest: string, config: Descriptor) => Promise<Uint8Array>;
  /** Whether the program prints configurations as the registry has them, so that their digest can be verified. */
  readonly isConfigExact: boolean;
  /** Gives access to layers; absent if the program reads none. */
  readonly layers?: (manifest: string, layers: readonly Descriptor[]) => LayerBlobs;
}

/** Layers of one image. */
export interface LayerBlobs {
  /** The compressed bytes of a layer, which nobody has verified. */
  readonly read: (layer: Descriptor) => AsyncIterable<Uint8Array>;
  /** Removes the written files. */
  readonly close: () => Promise<void>;
}
