import { ok } from 'node:assert';
import { commandLine } from './command-line';
import { manifestFiles } from './manifest-files';

/** `harden` of what cdk8s-plus writes by itself: every document changes, and is read again. */
export const scenario = manifestFiles(async (folder) => {
  // Filling in, without the report by the profile hardened, which costs what an audit does.
  ok(await commandLine('harden', folder, '--config', 'none', '--profile', 'pss-restricted') === 0);
});
