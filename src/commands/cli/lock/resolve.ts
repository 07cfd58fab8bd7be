import { Failure, failureOf } from './failure';
import { ImageManifest, platformOf, readManifest } from './manifest';
import { ToolName } from './tool-names';
import { TOOL } from './tools';
import { nameOf } from '../../../formats/manifest/image';
import { isForPlatform } from '../../../knowledge/image-lock/platforms';
import { ask } from '../../../tasks/programs/ask';
import { Limits } from '../../../tasks/programs/supervise';

/** The settings of requests to registries. */
export interface Asking extends Limits {
  readonly tool: ToolName;
  readonly options: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** The platforms that every image must support. */
  readonly platforms: readonly string[];
}

/** The answer of a registry about an image. */
export type ResolvedManifest = { readonly image: ImageManifest; readonly bytes: Uint8Array } | { readonly failure: Failure };

/**
 * Asks the registry of an image.
 *
 * @param name in the form of `lockName`, so that the program cannot read it as an option
 * @throws the reason of the signal
 */
export async function resolveImage(name: string, asking: Asking): Promise<ResolvedManifest> {
  const { tool, options, platforms } = asking;
  const found = await asked(name, TOOL[tool].manifest(name, options), asking, (read) => ({ image: readManifest(read), bytes: read }));
  if ('failure' in found || platforms.length === 0) {
    return 'failure' in found ? found : found.value;
  }
  const { image, bytes } = found.value;
  const own = image.platforms ? { value: image.platforms } : await singlePlatform(name, image, asking);
  if ('failure' in own) {
    return own;
  }
  const lacking = platforms.filter((platform) => !isForPlatform(own.value, platform));
  return lacking.length === 0 ? { image: { ...image, platforms: own.value }, bytes } : {
    failure: {
      isAnswer: true,
      message: `${name}: does not support ${lacking.join(', ')}, only ${own.value.join(', ')}. `
        + 'Fix: choose another tag, or leave out --image-platform',
    },
  };
}

/** The parsed output of a program, or its failure. */
export type Asked<T> = { readonly value: T } | { readonly failure: Failure };

/** Asks for the platform of an image by its digest, because the tag may move between two requests. */
function singlePlatform(name: string, { digest }: ImageManifest, asking: Asking): Promise<Asked<readonly string[]>> {
  const { tool, options } = asking;
  return asked(name, TOOL[tool].config(`${nameOf(name)}@${digest}`, options), asking, (bytes) => [platformOf(bytes)]);
}

/** Runs the program, and parses its output. */
export async function asked<T>(name: string, args: readonly string[], asking: Asking, read: (bytes: Uint8Array) => T): Promise<Asked<T>> {
  const { tool, env, timeout } = asking;
  const answer = await ask(tool, args, env, asking);
  if (answer.status !== 0 || answer.ended !== undefined) {
    return { failure: failureOf(name, tool, answer, timeout / 1000) };
  }
  try {
    return { value: read(answer.stdout) };
  } catch (error) {
    return { failure: { isAnswer: false, message: `${name}: ${(error as Error).message}` } };
  }
}
