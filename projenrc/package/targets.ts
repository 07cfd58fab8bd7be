/** What jsii-pacmak names the packages of other languages. Maven Central ties the group, and Go the module, to the GitHub organization. */
export const JSII_TARGETS = {
  python: { distName: 'cdk8s-hardened', module: 'cdk8s_hardened' },
  java: { package: 'io.github.cdk8shardened', maven: { groupId: 'io.github.cdk8s-hardened', artifactId: 'cdk8s-hardened' } },
  dotnet: { namespace: 'Cdk8sHardened', packageId: 'Cdk8sHardened' },
  go: { moduleName: 'github.com/cdk8s-hardened/cdk8s-hardened-go', packageName: 'cdk8shardened' },
} as const;

/** A language of jsii other than TypeScript. */
export type Target = keyof typeof JSII_TARGETS;

/** The same for the package of another cdk8s-plus. */
export function plusTargets(version: number): Record<Target, object> {
  const { python, java, dotnet, go } = JSII_TARGETS;
  return {
    python: { distName: `${python.distName}-plus-${version}`, module: `${python.module}_plus_${version}` },
    java: { package: `${java.package}.plus${version}`, maven: { ...java.maven, artifactId: `${java.maven.artifactId}-plus-${version}` } },
    dotnet: { namespace: `${dotnet.namespace}.Plus${version}`, packageId: `${dotnet.packageId}.Plus${version}` },
    go: { ...go, packageName: `${go.packageName}plus${version}` },
  };
}
