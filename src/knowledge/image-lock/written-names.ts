/** Names of directories that programs of frameworks write. */
const WRITTEN = /^(?:\.?cache|logs?|pids?|run|sessions?|sockets?|spool|storage|temp|tmp|uploads?)$/;

/** Names of directories where programs keep their data. An application can also have parts of its own there, which are code. */
const DATA = /^(?:data|databases?|db|state)$/;

/** Directories with mode 1777 that base images have for any program. An image with one does not show that its own program writes there. */
const OF_BASE_IMAGES = /^\/(?:tmp|var\/tmp|(?:var\/|run\/)?lock|run\/(?:lock|screen|shm))$/;

/** Directories of system users that base images have for their own programs, such as apt and man. */
const SYSTEM_DIRECTORIES = /^\/(?:var\/(?:cache\/(?:apt|man|apk)|lib\/(?:apt|dpkg|apk|systemd)|mail|spool\/mail)|proc|sys|dev)(?:\/|$)/;

/** Directories for scripts that a start or cron runs. */
export const SCRIPT_DIRECTORIES: ReadonlySet<string> = new Set([
  'init.d', 'profile.d', 'cron.d', 'cron.hourly', 'cron.daily', 'cron.weekly', 'cron.monthly', 'crontab', 'crontabs', 'services.d',
  'cont-init.d', 'cont-finish.d', 's6-rc.d',
]);

/** Directories for the parts of packages that programs only read, and for scripts of ENTRYPOINT. */
const READ_ONLY_PARTS = /^(?:include|info|libexec|locale|man|(?:docker-)?entrypoint(?:-\w+)?\.d)$/;

/** Directories for the packages of an application. Packages may contain directories with any name. */
const PACKAGES = /^(?:bundle|deps|gems|node_modules|site-packages|vendor)$/;

/** Whether a directory with mode 1777 comes from the base image. */
export function isOfBaseImage(path: string): boolean {
  return OF_BASE_IMAGES.test(path);
}

/** Whether a directory of a system user comes from the base image, so that it does not show whose program the image starts. */
export function isSystemDirectory(path: string): boolean {
  return SYSTEM_DIRECTORIES.test(path);
}

/** Whether a directory is one that programs only read, such as `/opt/conda/include/python3.13` or `/docker-entrypoint.d`. */
export function isReadOnlyPart(path: string): boolean {
  return path.split('/').some((step) => READ_ONLY_PARTS.test(step) || SCRIPT_DIRECTORIES.has(step));
}

/** Whether the name of a directory shows that a program writes it, and no name of a directory above does. */
export function isNamedForWriting(path: string): boolean {
  const steps = path.split('/');
  return WRITTEN.test(steps[steps.length - 1]) && !steps.slice(0, -1).some((step) => WRITTEN.test(step) || PACKAGES.test(step));
}

/** Whether programs keep data in a directory with this name. Its files decide whether it only has data. */
export function isNamedForData(path: string): boolean {
  const steps = path.split('/');
  return DATA.test(steps[steps.length - 1]) && !steps.some((step) => PACKAGES.test(step));
}

/** Whether the name of a directory, or of a directory between it and the application, shows that a program writes it. */
export function isInNamedForWriting(path: string, application: string): boolean {
  const steps = path.slice(application.length + 1).split('/');
  return steps.some((step) => WRITTEN.test(step)) && !steps.some((step) => PACKAGES.test(step));
}

/** Whether a directory is in the packages of an application, or contains them. */
export function isInPackages(path: string, application: string): boolean {
  return path.slice(application.length + 1).split('/').some((step) => PACKAGES.test(step));
}
