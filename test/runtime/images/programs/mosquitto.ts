import { containerfile, directories, file, ImageProgram, install, shell, user } from '../image-program';

export const MOSQUITTO: ImageProgram = {
  image: 'docker.io/library/eclipse-mosquitto:2.0',
  program: 'Mosquitto',
  version: '2.0',
  versionCommand: { command: ['mosquitto', '-h'], prefix: 'mosquitto version ' },
  containerfile: containerfile(
    user('mosquitto', 1883, 1883, '/var/empty'),
    install('mosquitto', 'mosquitto-clients'),
    directories('mosquitto:mosquitto', '755', '/mosquitto', '/mosquitto/config', '/mosquitto/data', '/mosquitto/log'),
    file('/docker-entrypoint.sh', `#!/bin/sh
set -e
if [ "$(id -u)" = 0 ]; then chown -R mosquitto:mosquitto /mosquitto; fi
exec "$@"`, '755'),
    file('/mosquitto/config/mosquitto.conf', '# All values are the defaults.'),
    'ENTRYPOINT ["/docker-entrypoint.sh"]',
    'CMD ["/usr/sbin/mosquitto", "-c", "/mosquitto/config/mosquitto.conf"]',
  ),
  // What the image's documentation says for persistence.
  configMaps: {
    '/mosquitto/config': {
      'mosquitto.conf': `listener 1883
allow_anonymous true
persistence true
persistence_location /mosquitto/data/
log_dest file /mosquitto/log/mosquitto.log
`,
    },
  },
  // On that signal it saves its messages.
  request: shell(`mosquitto_pub -t topic -m message -r -q 1 && kill -USR1 1 && sleep 1 && mosquitto_sub -t topic -C 1 -W 5
    ls /mosquitto/data/mosquitto.db && grep -o 'Saving in-memory database' /mosquitto/log/mosquitto.log | sort -u`),
  answer: 'message\n/mosquitto/data/mosquitto.db\nSaving in-memory database\n',
  kept: { request: ['mosquitto_sub', '-t', 'topic', '-C', '1', '-W', '5'], answer: 'message\n' },
  without: 'Error: Read-only file system',
};
