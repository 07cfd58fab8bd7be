import { ok } from 'node:assert';
import { commandLine } from './command-line';
import { manifestFiles } from './manifest-files';

/** `harden` of what cdk8s-plus writes by itself: every document changes, and is read again. */
export const scenario = manifestFiles(async (folder) => {
  ok(await commandLine('harden', folder, '--no-config') === 0);
});
