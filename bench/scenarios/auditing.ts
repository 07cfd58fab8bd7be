import { ok } from 'node:assert';
import { commandLine } from './command-line';
import { FileSize, manifestFiles } from './manifest-files';
import { Scenario } from './scenario';

/** `audit` of what cdk8s-plus writes by itself. */
export function auditing(profile: string, format: string): Scenario<FileSize> {
  return manifestFiles(async (folder) => {
    ok(await commandLine('audit', folder, '--no-config', '--profile', profile, '--format', format) === 1);
  });
}
