import { installPackages } from '../../programs/debian';
import { GoScanner, goScanner } from '../../programs/go-scanners/go-scanner';
import { GO_SCANNERS, SCANNER_PACKAGES } from '../../programs/pinned';
import setUpFolder from '../../support/global-setup';

/** Once before all tests with scanners: two workers must not build the same one. */
export default function setUp(): void {
  installPackages(SCANNER_PACKAGES);
  Object.keys(GO_SCANNERS).forEach((name) => goScanner(name as GoScanner));
  setUpFolder();
}
