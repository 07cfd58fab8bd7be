import { equal } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { auditOptions } from './auditing';
import { manifestFiles } from './manifest-files';

const MAIN = require.resolve('#lib/commands/cli/main.js');

/** `audit` of the same files as in `audit-restricted`, by two processes at once: what a second core saves. */
export const scenario = manifestFiles(async (folder) => {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const audits = [0, 1].map((half) => spawn(
    process.execPath,
    [MAIN, 'audit', ...files.filter((_, index) => index % 2 === half), ...auditOptions('pss-restricted', 'json')],
    { stdio: 'ignore' },
  ));
  const exits = await Promise.all(audits.map((audit) => once(audit, 'exit')));
  exits.forEach(([exitCode]) => equal(exitCode, 1));
});
