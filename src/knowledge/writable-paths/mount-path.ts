import { OptionError } from '../../formats/language/option-error';
import { isIn, normalizePath } from '../../formats/manifest/paths';

/** Directories with mounts of the container runtime, the kernel or the kubelet. */
const RESERVED = ['/proc', '/sys', '/dev', '/var/run/secrets', '/run/secrets'];

/** Directories whose files a program needs to start: an empty volume would hide them. Subdirectories are allowed. */
const SYSTEM_DIRECTORY = /^\/(etc|opt|usr|(usr\/)?(bin|sbin|lib(x?\d+)?))$/;

/** The only path under /dev that an application may expect to write. */
const SHARED_MEMORY = '/dev/shm';

/**
 * The path in normal form, for a volume that a container may write.
 *
 * @param path as the user gave it
 * @param inMemory whether the volume is kept in memory
 * @param what its name in errors
 * @param isFilled whether the image's own files are copied into the volume first, so that it hides none of them
 * @throws if no volume can be mounted there, or an empty one would hide files that the container needs to start
 */
export function writableMountPath(path: string, inMemory: boolean, what = 'writable path', isFilled = false): string {
  const refuse = (reason: string, remedy: string): never => {
    throw new OptionError(`${what} ${JSON.stringify(path)} ${reason}: ${remedy}`);
  };
  if (typeof path !== 'string') {
    refuse('is not text', 'use an absolute path such as "/var/cache/app"');
  }
  if (path === '') {
    refuse('is empty', 'use an absolute path such as "/var/cache/app"');
  }
  if (!path.startsWith('/')) {
    refuse('is relative', `use an absolute path such as "/${path}"`);
  }
  if (path.includes(':')) {
    refuse('contains ":"', 'Kubernetes does not allow it in a mount path, choose another path');
  }
  if (path.split('/').includes('..')) {
    refuse('contains ".."', 'write the path without it');
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f-\u009f]/.test(path)) {
    refuse('contains a control character', 'remove it');
  }
  const normal = normalizePath(path);
  if (normal === '/') {
    refuse('is the root filesystem', 'declare the directories that the application writes');
  }
  if (normal === SHARED_MEMORY) {
    return inMemory ? normal : refuse('is shared memory', 'set WritablePathMedium.MEMORY as its medium');
  }
  if (RESERVED.some((reserved) => isIn(normal, reserved))) {
    refuse('belongs to the container runtime', 'choose a directory outside /proc, /sys, /dev and /var/run/secrets');
  }
  if (!isFilled && SYSTEM_DIRECTORY.test(normal)) {
    refuse('is a system directory, and an empty volume would hide its files', 'declare the directory below it that the application '
      + 'writes, or use WritablePath.fromImage');
  }
  return normal;
}

/** Whether a text is the name of one directory of a volume, for a `subPath`. Seeds keep files beside it, in names with "@". */
export function isDirectoryName(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /^[^/@\u0000-\u001f]{1,200}$/.test(text) && !/^\.\.?$/.test(text);
}

/** Whether an empty volume can be mounted at a path that no person chose: see `writableMountPath`. */
export function isWritablePath(path: string, isFilled = false): boolean {
  try {
    return writableMountPath(path, false, undefined, isFilled) === path;
  } catch {
    return false;
  }
}
