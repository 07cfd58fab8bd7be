import { ToolName, TOOLS } from './tool-names';
import { InputError } from '../../../formats/manifest/input-error';
import { isPlatform } from '../../../knowledge/image-lock/platforms';
import { isInstalled } from '../installed';

/** The command line of `lock`. */
export interface LockCommand {
  readonly paths: readonly string[];
  readonly file?: string;
  readonly check?: boolean;
  readonly platform: readonly string[];
  readonly excludeImage: readonly string[];
  readonly tool?: ToolName;
  readonly toolOption: readonly string[];
  readonly config?: string | boolean;
  readonly allowEmpty?: boolean;
}

/** @throws InputError naming the option that is wrong */
export function checkLockCommand({ paths, platform }: LockCommand): void {
  if (paths.length === 0) {
    throw new InputError('nothing to lock: name the files or folders of your manifests, or - for standard input');
  }
  const wrong = platform.find((each) => !isPlatform(each));
  if (wrong !== undefined) {
    throw new InputError(`--platform ${JSON.stringify(wrong)} is not a platform: write one such as linux/arm64 or linux/arm/v7`);
  }
}

/**
 * The program that asks registries.
 *
 * @throws InputError if it, or any, is not installed
 */
export function findTool(wanted: ToolName | undefined, env: NodeJS.ProcessEnv): ToolName {
  const found = (wanted ? [wanted] : TOOLS).find((name) => isInstalled(name, env));
  if (!found) {
    throw new InputError(wanted
      ? `${wanted} is not installed or not in the PATH: install it, or use another program by leaving out --tool`
      : 'no program that asks registries is installed: install skopeo (a package of Debian, Ubuntu and Fedora), crane (https://github.com/google/go-containerregistry) or docker with buildx');
  }
  return found;
}
