import { writeFileSync } from 'fs';
import { join } from 'path';
import { installed, jsiiSource, writeInto } from './jsii-source';
import { command, Language, lowestVersion } from './language';
import { packageVersion } from '../../../projenrc/pinned-version';

const STAND_INS = join(__dirname, '..', 'stand-ins', 'java');
const MAIN = 'src/main/java/example/Main.java';
/** It needs the jsii runtime in turn. */
const CDK8S = `org.cdk8s:cdk8s:${lowestVersion('cdk8s')}`;

/** Of Debian, by the names of their archives. */
const LIBRARIES: { readonly [name: string]: string } = {
  'jackson-databind': 'libjackson2-databind-java',
  'jackson-core': 'libjackson2-core-java',
  'jackson-annotations': 'libjackson2-annotations-java',
  'org.jetbrains.annotations-java8': 'libjetbrains-annotations-java',
  'geronimo-annotation-1.3-spec': 'libgeronimo-annotation-1.3-spec-java',
};

/** Settings with the folder that jsii-pacmak deployed into as one more repository. */
const settings = (repository: string) => `<settings><profiles><profile><id>built</id><repositories><repository><id>built</id>
<url>file://${repository}</url></repository></repositories></profile></profiles><activeProfiles><activeProfile>built</activeProfile></activeProfiles></settings>
`;

export const java: Language = {
  name: 'java',
  target: 'java',
  programs: ['javac', 'mvn'],
  probe: ['mvn', '--quiet', '--batch-mode', 'dependency:get', '-Dtransitive=false', `-Dartifact=${CDK8S}`],
  run(app, built) {
    writeFileSync(join(app, 'settings.xml'), settings(built));
    command(app, ['mvn', '--quiet', '--batch-mode', '--settings', 'settings.xml', `-Dcdk8s-hardened.version=${packageVersion()}`, 'compile', 'exec:java']);
  },
  imports: {
    file: MAIN,
    forPlus: (text, version) => text.replaceAll('io.github.cdk8shardened.', `io.github.cdk8shardened.plus${version}.`).replaceAll('org.cdk8s.plus28', `org.cdk8s.plus${version}`),
  },
  checkTypes(app, sources) {
    const path = [STAND_INS, join(sources, 'src/main/java')].join(':');
    command(app, ['javac', '-proc:none', '-d', 'classes', '-sourcepath', path, MAIN]);
  },
  runFromSource(app, sources, checkout, work) {
    const resources = 'project/src/main/resources';
    const { folder, version } = jsiiSource(checkout, work, 'java-runtime', `${resources}/software/amazon/jsii`);
    const runtime = join(folder, 'project/src/main/java');
    const own = join(runtime, 'software/amazon/jsii');
    command(folder, ['sh', '-c', `node BundledRuntime.t.js > ${join(own, 'BundledRuntime.java')}`]);
    writeInto(own, 'JsiiVersion.java', `package software.amazon.jsii;\nfinal class JsiiVersion { static final String JSII_RUNTIME_VERSION = "@jsii/runtime@${version}"; }\n`);
    const libraries = Object.entries(LIBRARIES).map(([name, debian]) => installed(`/usr/share/java/${name}.jar`, debian)).join(':');
    const sourcePath = [runtime, join(sources, 'src/main/java')].join(':');
    command(app, ['javac', '-nowarn', '-proc:none', '-cp', libraries, '-d', 'classes', '-sourcepath', sourcePath, MAIN]);
    const classPath = [libraries, 'classes', join(folder, resources), join(sources, 'src/main/resources')].join(':');
    command(app, ['java', '-cp', classPath, 'example.Main']);
  },
};
