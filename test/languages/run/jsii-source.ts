/* The jsii runtimes of Java and Go, built from a checkout of https://github.com/aws/jsii where no registry has them. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { command } from './language';

const ROOT = join(__dirname, '..', '..', '..');

/** The version that the sources are generated for. */
const VERSION = JSON.parse(readFileSync(join(ROOT, 'node_modules/jsii-pacmak/package.json'), 'utf8')).version;

/** A runtime of a checkout, as a copy with the program for Node.js in it, which the runtime starts. */
export interface JsiiSource {
  readonly folder: string;
  readonly version: string;
}

/**
 * Copies the runtime of a language.
 *
 * @param name of its package in the checkout
 * @param resources where the package has the program, relative to it
 */
export function jsiiSource(checkout: string, work: string, name: string, resources: string): JsiiSource {
  const folder = join(work, name);
  cpSync(join(checkout, 'packages/@jsii', name), folder, { recursive: true });
  mkdirSync(join(work, 'program'));
  command(join(work, 'program'), ['npm', 'pack', '--silent', `@jsii/runtime@${VERSION}`]);
  command(join(work, 'program'), ['tar', '-xzf', `jsii-runtime-${VERSION}.tgz`]);
  cpSync(join(work, 'program/package/webpack'), join(folder, resources), { recursive: true });
  return { folder, version: VERSION };
}

/** Writes a file into a folder that is made for it. */
export function writeInto(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** @throws if a library is not there, with the package of Debian that has it */
export function installed(path: string, debianPackage: string): string {
  if (!existsSync(path)) throw new Error(`${path} is missing: apt-get install ${debianPackage}`);
  return path;
}
