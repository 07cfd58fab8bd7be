/** A reference to a blob in a manifest. */
export interface Descriptor {
  readonly digest: string;
  /** Compressed size in bytes. */
  readonly size: number;
}

/** Gets images with a program that asks a registry, or in a test. Throws an `ImageError`, or the reason of an abort signal. */
export interface ImageSource {
  /** The bytes of a manifest, not verified. */
  readonly manifest: (digest: string) => Promise<Uint8Array>;
  /** The configuration that a manifest refers to. */
  readonly config: (manifest: string, config: Descriptor) => Promise<Uint8Array>;
  /** Whether configurations have the exact bytes of the registry, so that their digest can be verified. */
  readonly isConfigExact: boolean;
  /** Opens layers; absent if the program cannot read layers. */
  readonly layers?: (manifest: string, layers: readonly Descriptor[]) => LayerBlobs;
}

/** The layers of one image. */
export interface LayerBlobs {
  /** The compressed bytes of a layer, not verified. */
  readonly read: (layer: Descriptor) => AsyncIterable<Uint8Array>;
  /** Removes temporary files. */
  readonly close: () => Promise<void>;
}
