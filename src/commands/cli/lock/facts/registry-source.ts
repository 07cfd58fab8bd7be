import { CopiedLayers } from './copied-layers';
import { ToolFailure } from './tool-failure';
import { wholeTime } from './transfer-limits';
import { nameOf } from '../../../../formats/manifest/image';
import { Descriptor, ImageSource, LayerBlobs } from '../../../../tasks/image-facts/image-source';
import { Answer } from '../../../../tasks/programs/answer';
import { ask } from '../../../../tasks/programs/ask';
import { outputOf } from '../../../../tasks/programs/output-of';
import { failureOf } from '../failure';
import { asked, Asking } from '../resolve';
import { TOOL } from '../tools';

/** An image in a registry, as the program of the user reads it. Errors are `ToolFailure`. */
export function registrySource(name: string, asking: Asking): ImageSource {
  const { tool, options, env, timeout } = asking;
  const { manifest, config, layer, copy, isConfigExact } = TOOL[tool];
  const at = (digest: string) => `${nameOf(name)}@${digest}`;
  const bytesOf = async (args: readonly string[]): Promise<Uint8Array> => {
    const found = await asked(name, args, asking, (bytes) => bytes);
    if ('failure' in found) {
      throw new ToolFailure(found.failure);
    }
    return found.value;
  };
  const fail = (answer: Answer): never => {
    throw new ToolFailure(failureOf(name, tool, answer, timeout / 1000));
  };
  return {
    manifest: (digest) => bytesOf(manifest(at(digest), options)),
    config: (digest) => bytesOf(config(at(digest), options)),
    isConfigExact,
    layers: layer ? () => ({
      read: ({ digest, size }) => {
        const limits = { ...asking, output: size, pause: timeout, timeout: wholeTime({ ...asking, size }) };
        return outputOf(tool, layer(at(digest), options), env, limits, fail);
      },
      close: () => Promise.resolve(),
    }) : copy && ((digest: string, layers: readonly Descriptor[]): LayerBlobs =>
      new CopiedLayers(layers, (folder, limits) => ask(tool, copy(at(digest), folder, options), env, limits), asking, fail)),
  };
}
