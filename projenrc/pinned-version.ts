import { readFileSync, writeFileSync } from 'fs';

/** What names the package by its version, and where in it the version is. */
export const PINNED = {
  '.pre-commit-hooks.yaml': /(?<=cdk8s-hardened@)\S+/,
  'examples/go/go.mod': /(?<=\/cdk8shardened v)\S+/,
  'examples/java/pom.xml': /(?<=<cdk8s-hardened\.version>)[^<]+/,
  'integrations/helm/plugin.yaml': /(?<=^version: )\S+/m,
  'integrations/github/action.yml': /(?<=description: Exact version of .*\n +required: false\n +default: )\S+/,
  'integrations/gitlab/cdk8s-hardened.yml': /(?<=description: Exact version of .*\n +default: )\S+/,
} as const;

/** The version of package.json, which the files above name. */
export function packageVersion(): string {
  return JSON.parse(readFileSync('package.json', 'utf8')).version;
}

export function write(): void {
  for (const [file, version] of Object.entries(PINNED)) {
    writeFileSync(file, readFileSync(file, 'utf8').replace(version, packageVersion()));
  }
}
