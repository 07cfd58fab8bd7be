/*
 * A program of Debian in the layout of the image that people run: data alone, so that fast tests can read it.
 */
import { ContainerProps } from 'cdk8s-plus-28';

export interface ImageProgram {
  /** As users write it. The image that is built here gets this name, so that the workload finds what is known about it. */
  readonly image: string;
  readonly program: string;
  /** As far as it stays the same in one release of Debian. */
  readonly version: string;
  /** Prints that version, behind what is given here. */
  readonly versionCommand: { readonly command: readonly string[]; readonly prefix: string };
  /** How the image is made: its users, directories, start script and variables are those of the upstream image. */
  readonly containerfile: string;
  /** The image of test/runtime/apps that it is made on, where it has one. */
  readonly application?: string;
  /** What the workload sets besides its image. */
  readonly container?: Partial<ContainerProps>;
  /** Configuration that users write: the files of a ConfigMap, by directory and name. */
  readonly configMaps?: { readonly [directory: string]: { readonly [file: string]: string } };
  /** A client inside of the container that needs the writable paths, and the whole of its answer. */
  readonly request: readonly string[];
  readonly answer: string;
  /** What must still be there after the program was killed, and is asked for before anything else. */
  readonly kept?: { readonly request: readonly string[]; readonly answer: string };
  /**
   * What client or container says without the entry, as far as it is always the same; "..." is any text. Absent if the entry says that
   * the program needs nothing: then it must write nothing.
   */
  readonly without?: string;
}

export const shell = (script: string): readonly string[] => ['sh', '-c', script];

/** A request over loopback, for images that have no better client. */
export const http = (address: string, ...options: readonly string[]): readonly string[] => (
  ['busybox', 'wget', '-q', '-O', '-', ...options, `http://127.0.0.1:${address}`]);

/** Installs packages without what they recommend. */
export const install = (...packages: readonly string[]): string => (
  `RUN apt-get install --yes --no-install-recommends ${packages.join(' ')}`);

/** A user with a group of the same name. */
export const user = (name: string, uid: number, gid = uid, home = '/nonexistent'): string => (
  `RUN groupadd --system --gid ${gid} ${name} && useradd --system --uid ${uid} --gid ${gid} --home-dir ${home} --no-create-home ${name}`);

/** Directories of one owner. */
export const directories = (owner: string, mode: string, ...paths: readonly string[]): string => (
  `RUN install --directory --owner ${owner.split(':')[0]} --group ${owner.split(':')[1]} --mode ${mode} ${paths.join(' ')}`);

/** A file of the image that is written here. Its text has neither a line "EOF" nor variables of the Containerfile. */
export const file = (path: string, text: string, mode = '644'): string => `COPY --chmod=${mode} <<'EOF' ${path}\n${text.trim()}\nEOF`;

/** Starts as root and goes on as a user, as gosu does. */
export const stepDown = (name: string): string => (
  `if [ "$(id -u)" = 0 ]; then exec setpriv --reuid ${name} --regid ${name} --init-groups "$0" "$@"; fi`);

export const containerfile = (...lines: readonly string[]): string => `${['FROM localhost/debian:13', ...lines].join('\n')}\n`;

/** The same on an image of test/runtime/apps, which is made for its tests, too. */
export const onApplication = (name: string, ...lines: readonly string[]): string => `${[`FROM localhost/${name}`, ...lines].join('\n')}\n`;
