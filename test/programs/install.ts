/*
 * Installs all programs of Debian in pinned.ts, and prints their versions: `npx projen test:programs`. In CI a version that is not the
 * pinned one is an error.
 */
import { installedVersions, installPackages, unexpectedVersions } from './debian';
import { RUNTIME_PACKAGES, SLOW_PACKAGES } from './pinned';

const packages = { ...SLOW_PACKAGES, ...RUNTIME_PACKAGES };
installPackages(packages);
const versions = installedVersions(packages);
console.log(Object.entries(versions).map((entry) => entry.join(' ')).join('\n'));
const unexpected = unexpectedVersions(packages, versions);
unexpected.forEach((problem) => console.error(`${problem}. Run all tests with it, and then change the pin.`));
process.exitCode = unexpected.length > 0 && process.env.CI ? 1 : 0;
