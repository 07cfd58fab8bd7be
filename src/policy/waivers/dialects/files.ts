import { FileDialect } from './file-dialect';
import { kubescapeExceptions } from './kubescape-exceptions';
import { kyverno } from './kyverno';
import { trivy } from './trivy';

/** The scanners that read exceptions from a file. */
export const FILE_DIALECTS: readonly FileDialect[] = [trivy, kubescapeExceptions, kyverno];
