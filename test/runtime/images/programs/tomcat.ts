import { directories, file, http, ImageProgram, install, onApplication } from '../image-program';

const HOME = '/usr/local/tomcat';

export const TOMCAT: ImageProgram = {
  image: 'docker.io/library/tomcat:10.1',
  program: 'Tomcat',
  version: '10.1',
  versionCommand: { command: ['catalina.sh', 'version'], prefix: 'Apache Tomcat/' },
  application: 'jvm',
  containerfile: onApplication(
    'jvm',
    install('tomcat10'),
    // Debian has links to its own directories; upstream has files in one.
    `RUN mkdir -p ${HOME}/webapps/ROOT && cp -rL /usr/share/tomcat10/bin /usr/share/tomcat10/lib ${HOME}/ && cp -rL /etc/tomcat10 ${HOME}/conf \\
 && cp /usr/share/java/eclipse-jdt-core*.jar ${HOME}/lib/ \\
 && rm -rf ${HOME}/conf/Catalina ${HOME}/conf/policy.d && chmod +x ${HOME}/bin/*.sh && chmod -R a+rX ${HOME}`,
    directories('root:root', '1777', `${HOME}/logs`, `${HOME}/temp`, `${HOME}/work`),
    file(`${HOME}/webapps/ROOT/index.jsp`, `<%@ page trimDirectiveWhitespaces="true" %>
<%= 6 * 7 + " " + java.io.File.createTempFile("upload", null).getParent() %>`),
    `ENV CATALINA_HOME=${HOME}`,
    `ENV PATH=${HOME}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    `WORKDIR ${HOME}`,
    'CMD ["catalina.sh", "run"]',
  ),
  request: http('8080/'),
  answer: `42 ${HOME}/temp`,
  without: 'HTTP/1.1 500',
};
