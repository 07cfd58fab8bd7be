import { cpSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { changeFiles } from './go';
import { Built, command, helmVariables, Language, OFFLINE } from './language';
import { forgetBuilt, MAVEN_REPOSITORY, mavenSettings } from '../../../projenrc/package/build';
import { packageVersion } from '../../../projenrc/pinned-version';
import { javaProgram } from '../texts/snippets';

const TESTS = join(__dirname, '..', 'java');
const MAVEN = ['mvn', '--quiet', '--batch-mode', '--settings', 'settings.xml', `-Dmaven.repo.local=${MAVEN_REPOSITORY}`];

/** As a user would: with Maven, and with folders as repositories for what no registry has. */
export const java: Language = {
  name: 'java',
  target: 'java',
  programs: ['javac', 'mvn'],
  files: /\.(?:java|xml)$/,
  forPlus: (text, version) => text
    .replaceAll('io.github.cdk8shardened.', `io.github.cdk8shardened.plus${version}.`)
    .replaceAll('org.cdk8s.plus28', `org.cdk8s.plus${version}`)
    .replaceAll('<artifactId>cdk8s-hardened</artifactId>', `<artifactId>cdk8s-hardened-plus-${version}</artifactId>`),
  install(app, built) {
    forgetBuilt();
    useRepositories(app, built);
    // Also what tests need, so that all of it runs without a network.
    command(app, [...MAVEN, 'test', 'exec:java', '-Dexec.skip']);
  },
  run(app, isOffline = false) {
    command(app, [...isOffline ? [...OFFLINE, ...MAVEN, '--offline'] : MAVEN, 'compile', 'exec:java']);
  },
  unsafe: (app) => command(app, [...MAVEN, 'exec:java', '-Dexec.mainClass=example.Unsafe']),
  runPage(folder, built) {
    useRepositories(folder, built);
    command(folder, [...MAVEN, 'test', 'exec:java']);
    command(folder, [...MAVEN, 'exec:java', '-Dexec.mainClass=Platform']);
  },
  test(app, report, plus) {
    cpSync(TESTS, join(app, 'src/test/java/example'), { recursive: true });
    writeFileSync(join(app, 'src/test/java/example/Texts.java'), javaProgram());
    if (plus) changeFiles(join(app, 'src/test'), java.files, (text) => java.forPlus(text, plus));
    let failure: Error | undefined;
    try {
      command(app, [...MAVEN, 'test'], helmVariables());
    } catch (error) {
      failure = error as Error;
    }
    writeFileSync(report, suitesIn(join(app, 'target/surefire-reports')));
    if (failure) throw failure;
  },
};

/** What an app runs with. */
export function classPathOf(app: string): string {
  command(app, [...MAVEN, 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath', '-Dmdep.outputFile=class-path']);
  return readFileSync(join(app, 'class-path'), 'utf8');
}

function useRepositories(app: string, { packages, peers }: Built): void {
  writeFileSync(join(app, 'settings.xml'), mavenSettings([packages, peers]));
  const pom = join(app, 'pom.xml');
  const pinned = readFileSync(pom, 'utf8').replace(/(?<=<cdk8s-hardened.version>|<artifactId>cdk8s-hardened<\/artifactId>\s*<version>)[\d.]+/g, packageVersion());
  writeFileSync(pom, pinned);
}

function suitesIn(folder: string): string {
  const reports = readdirSync(folder).filter((name) => /^TEST-.*\.xml$/.test(name)).map((name) => readFileSync(join(folder, name), 'utf8'));
  return `<testsuites>${reports.map((text) => text.replace(/<\?xml[^>]*>/, '').replace(/<properties>[^]*?<\/properties>/, '')).join('')}</testsuites>\n`;
}
