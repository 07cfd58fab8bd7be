/*
 * Runs a command, or a shell, on the Debian release whose packages ../pinned.ts pins: `npx projen ci:shell [COMMAND...]`. On a machine with
 * that release it runs there, and elsewhere in a root that debootstrap makes. The root has the pinned packages, this machine's Node.js and
 * settings of package managers, and this checkout. What the command changes in it is gone at the end.
 */
import { spawnSync } from 'child_process';
import { debianRoot, isPinnedRelease, prepareMachine, runInRoot, thisMachine } from './debian-root';
import { installPackages } from '../debian';
import { BASE_PACKAGES, TEST_PACKAGES } from '../pinned';

const machine = thisMachine();
const command = process.argv.length > 2 ? process.argv.slice(2) : ['bash'];
const packages = { ...BASE_PACKAGES, ...TEST_PACKAGES };

function run(): number {
  if (isPinnedRelease(machine)) {
    installPackages(packages);
    return spawnSync(command[0], command.slice(1), { stdio: 'inherit' }).status ?? 1;
  }
  prepareMachine(machine);
  return runInRoot(debianRoot(Object.keys(packages)), command).status ?? 1;
}

try {
  process.exitCode = run();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
