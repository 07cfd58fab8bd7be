import { ok } from 'node:assert';
import { commandLine } from './command-line';
import { manifestFiles } from './manifest-files';

/** `audit` of what cdk8s-plus writes by itself, with the profile hardened, as JSON. */
export const scenario = manifestFiles(async (folder) => {
  ok(await commandLine('audit', folder, '--no-config', '--profile', 'hardened', '--format', 'json') === 1);
});
