/** Names of directories that programs of frameworks write. */
const WRITTEN = /^(?:\.?cache|logs?|pids?|run|sessions?|sockets?|spool|storage|temp|tmp|uploads?)$/;

/** Directories for the packages of an application. Packages may contain directories with any name. */
const PACKAGES = /^(?:bundle|deps|gems|node_modules|site-packages|vendor)$/;

/** Whether the name of a directory shows that a program writes it, and no name of a directory above does. */
export function isNamedForWriting(path: string): boolean {
  const steps = path.split('/');
  return WRITTEN.test(steps[steps.length - 1]) && !steps.slice(0, -1).some((step) => WRITTEN.test(step) || PACKAGES.test(step));
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
