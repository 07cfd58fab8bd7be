import { writeFileSync } from 'fs';
import { join } from 'path';
import { command, Language } from './language';
import { packageVersion } from '../../../projenrc/pinned-version';

const STAND_INS = join(__dirname, '..', 'stand-ins', 'java');
const MAIN = 'src/main/java/example/Main.java';
const RUNTIME = 'software.amazon.jsii:jsii-runtime:1.140.0';

/** Settings with the folder that jsii-pacmak deployed into as one more repository. */
const settings = (repository: string) => `<settings><profiles><profile><id>built</id><repositories><repository><id>built</id>
<url>file://${repository}</url></repository></repositories></profile></profiles><activeProfiles><activeProfile>built</activeProfile></activeProfiles></settings>
`;

export const java: Language = {
  name: 'java',
  target: 'java',
  programs: ['javac', 'mvn'],
  probe: ['mvn', '--quiet', '--batch-mode', 'dependency:get', '-Dtransitive=false', `-Dartifact=${RUNTIME}`],
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
};
