import { ok } from 'node:assert';
import { commandLine } from './command-line';
import { FileSize, manifestFiles } from './manifest-files';
import { Scenario } from './scenario';

export function auditOptions(profile: string, format: string): readonly string[] {
  return ['--config', 'none', '--profile', profile, '--format', format];
}

/** `audit` of what cdk8s-plus writes by itself. */
export function auditing(profile: string, format: string): Scenario<FileSize> {
  return manifestFiles(async (folder) => {
    ok(await commandLine('audit', folder, ...auditOptions(profile, format)) === 1);
  });
}
