/*
 * Images as the official documentation of ten frameworks builds them. Their base images cannot be reached here, so Debian's packages are
 * laid out in their place. `standIn` says what else is not the real one; the other programs are from npm, PyPI and Go.
 */

export interface Framework {
  /** The stage of the Containerfile. */
  readonly name: string;
  /** The documentation whose Dockerfile it is. */
  readonly documentation: string;
  /** What a script does in the place of the framework; absent if the real one runs. */
  readonly standIn?: string;
  readonly port: number;
  /** What it answers, or a part of it. */
  readonly answer: string;
  /** How to ask it, if the image has no client. */
  readonly request?: readonly string[];
  /** The user that it runs as with the lock file alone. */
  readonly uid: number;
  /** What it ends with where the lock file alone is not enough. */
  readonly lacks?: string;
  /** What `doctor` prints for that in TypeScript, line by line. */
  readonly needs?: readonly string[];
}

export const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'rails',
    documentation: 'https://github.com/rails/rails/blob/v8.0.2/railties/lib/rails/generators/rails/app/templates/Dockerfile.tt',
    standIn: 'makes the directories and files of db:prepare and server, and ends with the errors of Ruby',
    port: 80,
    answer: 'Rails answers',
    uid: 1000,
  },
  { name: 'django', documentation: 'https://www.docker.com/blog/how-to-dockerize-django-app/', port: 8000, answer: 'Django answers as 999', uid: 999 },
  { name: 'flask', documentation: 'https://docs.docker.com/guides/python/containerize/', port: 8000, answer: 'Flask answers as 10001', uid: 10001 },
  { name: 'express', documentation: 'https://docs.docker.com/guides/nodejs/containerize/', port: 3000, answer: 'Express answers as 1000', uid: 1000 },
  {
    name: 'next',
    documentation: 'https://github.com/vercel/next.js/blob/v15.5.4/examples/with-docker/Dockerfile',
    port: 3000,
    answer: '<p>Next.js answers</p>',
    uid: 1001,
  },
  {
    name: 'spring',
    documentation: 'https://spring.io/guides/topicals/spring-boot-docker',
    standIn: 'makes the directories of the JVM and of Tomcat in /tmp',
    port: 8080,
    answer: 'Spring Boot answers as 999',
    uid: 999,
  },
  {
    name: 'laravel',
    documentation: 'https://docs.docker.com/guides/frameworks/laravel/production-setup/',
    standIn: 'writes what artisan config:cache and route:cache write, and the log, sessions and views of a request; the start script is the one of the documentation',
    port: 9000,
    answer: 'Laravel answers',
    uid: 33,
    lacks: 'Read-only file system',
    needs: ['writablePaths: [WritablePath.fromImage(\'/var/www\')],'],
  },
  {
    name: 'phoenix',
    documentation: 'https://github.com/phoenixframework/phoenix/blob/v1.7.21/priv/templates/phx.gen.release/Dockerfile.eex',
    standIn: 'is the release, which writes nothing unless its configuration restarts it',
    port: 4000,
    answer: 'Phoenix answers',
    uid: 65534,
  },
  {
    name: 'aspnet',
    documentation: 'https://github.com/dotnet/dotnet-docker/blob/main/samples/aspnetapp/Dockerfile',
    standIn: 'makes the pipes of the runtime in /tmp, and the keys in HOME, without which it goes on',
    port: 8080,
    answer: 'ASP.NET answers as 1654',
    uid: 1654,
  },
  {
    name: 'go',
    documentation: 'https://docs.docker.com/guides/golang/build-images/',
    port: 8080,
    answer: 'Go answers as 65532',
    request: ['/docker-gs-ping', 'ask'],
    uid: 65532,
  },
];
