import { isIn, normalisePath } from '../manifest/paths';

/** Where the runtime, the kernel or the kubelet mounts something of its own. */
const RESERVED = ['/proc', '/sys', '/dev', '/var/run/secrets', '/run/secrets'];

/** What a program needs to start: an empty volume there hides it. */
const SYSTEM_DIRECTORY = /^\/(etc|opt|usr|(usr\/)?(bin|sbin|lib(x?\d+)?))$/;

/** The one place under /dev where an application may expect to write. */
const SHARED_MEMORY = '/dev/shm';

/**
 * The path in normal form, for a volume that a container may write.
 *
 * @param path as the user gave it
 * @param inMemory whether the volume is kept in memory
 * @param what what to call it where it is refused
 * @param isFilled whether the image's own files are put into the volume first, so that it hides none of them
 * @throws where no volume can stand there, or where an empty one would hide what the container needs to start
 */
export function writableMountPath(path: string, inMemory: boolean, what = 'writable path', isFilled = false): string {
  const refuse = (reason: string, remedy: string): never => {
    throw new Error(`${what} ${JSON.stringify(path)} ${reason}: ${remedy}`);
  };
  if (typeof path !== 'string' || path === '') {
    refuse('is empty', 'give an absolute path such as "/var/cache/app"');
  }
  if (!path.startsWith('/')) {
    refuse('is relative', `give an absolute path such as "/${path}"`);
  }
  if (path.includes(':')) {
    refuse('holds ":"', 'Kubernetes allows none in a mount path, choose another');
  }
  if (path.split('/').includes('..')) {
    refuse('holds ".."', 'write the path that is meant');
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f-\u009f]/.test(path)) {
    refuse('holds a control character', 'remove it');
  }
  const normal = normalisePath(path);
  if (normal === '/') {
    refuse('is the root filesystem', 'name the directories below it that the application writes');
  }
  if (normal === SHARED_MEMORY) {
    return inMemory ? normal : refuse('is shared memory', 'give it a medium of memory');
  }
  if (RESERVED.some((reserved) => isIn(normal, reserved))) {
    refuse('belongs to the container runtime', 'choose a directory outside /proc, /sys, /dev and /var/run/secrets');
  }
  if (!isFilled && SYSTEM_DIRECTORY.test(normal)) {
    refuse('would hide the files that the image has there', 'name the directory below it that the application writes, or seed it');
  }
  return normal;
}

/** Whether a text is the name of one directory of a volume, for a `subPath`. Seeds keep things beside it, in names with "@". */
export function isDirectoryName(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /^[^/@\u0000-\u001f]{1,200}$/.test(text) && !/^\.\.?$/.test(text);
}
