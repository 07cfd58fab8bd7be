/*
 * Installs all programs of Debian in pinned.ts, and prints their versions: `npx projen test:programs`. In CI a version that is not the
 * pinned one is an error.
 */
import { installedVersions, installPackages, unexpectedVersions } from './debian';
import { TEST_PACKAGES } from './pinned';

installPackages(TEST_PACKAGES);
const versions = installedVersions(TEST_PACKAGES);
console.log(Object.entries(versions).map((entry) => entry.join(' ')).join('\n'));
const unexpected = unexpectedVersions(TEST_PACKAGES, versions);
unexpected.forEach((problem) => console.error(`${problem}. Run all tests with it, and then change the pin.`));
process.exitCode = unexpected.length > 0 && process.env.CI ? 1 : 0;
