import { ImageProgram, onApplication, shell } from '../image-program';

const SQL = 'psql --username=postgres --tuples-only --no-align --quiet';

export const POSTGRES: ImageProgram = {
  image: 'docker.io/library/postgres:17',
  program: 'PostgreSQL',
  version: '17',
  versionCommand: { command: ['postgres', '--version'], prefix: 'postgres (PostgreSQL) ' },
  application: 'postgres',
  containerfile: onApplication('postgres'),
  request: shell(`${SQL} --command='CREATE TABLE IF NOT EXISTS kept (word text)' --command='TRUNCATE kept' \\
    --command="INSERT INTO kept VALUES ('value')" --command='SELECT word FROM kept' 2> /dev/null`),
  answer: 'value\n',
  kept: { request: shell(`${SQL} --command='SELECT word FROM kept'`), answer: 'value\n' },
  without: 'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Read-only file system',
};
