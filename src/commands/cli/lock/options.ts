import { ToolName, TOOLS } from './tool-names';
import { InputError } from '../../../formats/manifest/input-error';
import { parseQuantity } from '../../../formats/manifest/quantity';
import { isPlatform } from '../../../knowledge/image-lock/platforms';
import { isInstalled } from '../../../tasks/programs/installed';
import { checkClusterOptions, ClusterCommand } from '../cluster/options';
import { RenderCommand } from '../render/options';

/** The facts about images that `lock` records. */
const FACTS_MODES = ['files', 'config', 'off'] as const;
export type FactsMode = typeof FACTS_MODES[number];

/** The command line of `lock`. */
export interface LockCommand extends RenderCommand, ClusterCommand {
  readonly file?: string;
  readonly check?: boolean;
  readonly imagePlatform: readonly string[];
  readonly excludeImage: readonly string[];
  readonly tool?: ToolName;
  readonly toolOption: readonly string[];
  readonly allowEmpty?: boolean;
  /** Whether to run the images whose writes are unknown. */
  readonly observe?: boolean;
  /** How long each of their runs lasts. */
  readonly for: string;
  readonly facts: FactsMode;
  /** A quantity, such as `1Gi`. */
  readonly maxDownload: string;
}

/** @throws InputError naming the wrong option */
export function checkLockCommand(command: LockCommand): void {
  const { paths, cluster, imagePlatform, maxDownload, observe, check, facts } = command;
  checkClusterOptions(command);
  if (observe && check) {
    throw new InputError('--observe writes to the lock file, and --check writes nothing: remove one of them');
  }
  if (observe && facts !== 'files') {
    throw new InputError(`--observe needs the files of images: remove --facts ${facts}`);
  }
  if (paths.length === 0 && !cluster) {
    throw new InputError('nothing to lock: name files, folders or charts, - for standard input, or --cluster');
  }
  const wrong = imagePlatform.find((each) => !isPlatform(each));
  if (wrong !== undefined) {
    throw new InputError(`--image-platform ${JSON.stringify(wrong)} is not a platform: write one such as linux/arm64 or linux/arm/v7`);
  }
  if (bytesOf(maxDownload) === undefined) {
    throw new InputError(`--max-download ${JSON.stringify(maxDownload)} is not a number of bytes: write one such as 500Mi or 2Gi`);
  }
}

/** The maximum size of an image's compressed layers in bytes. */
export function bytesOf(maxDownload: string): number | undefined {
  const bytes = /^\d/.test(maxDownload) ? parseQuantity(maxDownload) : undefined;
  return bytes !== undefined && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/**
 * Finds the program that asks registries.
 *
 * @throws InputError if the wanted program, or every program, is missing
 */
export function findTool(wanted: ToolName | undefined, env: NodeJS.ProcessEnv): ToolName {
  const found = (wanted ? [wanted] : TOOLS).find((name) => isInstalled(name, env));
  if (!found) {
    throw new InputError(wanted
      ? `${wanted} is not installed or not in the PATH: install it, or use another program by leaving out --tool`
      : 'no registry client is installed: install skopeo (a package of Debian, Ubuntu and Fedora), crane (https://github.com/google/go-containerregistry) or docker with buildx');
  }
  return found;
}
