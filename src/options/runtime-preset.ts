import { Size } from 'cdk8s';
import { checkPreset } from './check-preset';
import { RunAs } from './run-as';
import { RuntimePresetOptions } from './runtime-preset-options';
import { WritablePath } from './writable-path';

/**
 * What a program needs on a read-only root filesystem as a non-root user: writable paths, environment variables, and the user
 * that its common image is made for.
 *
 * You can combine presets. If two contradict each other, synth fails unless the workload decides. Variables of a preset override those
 * that a container takes from a whole ConfigMap or Secret (`envFrom`): to keep such a value, set it in `envVariables`.
 *
 * "Verified with" names the program that a test runs with the preset, in a real container with a read-only root: it answers, and
 * answers again after it was killed; without the preset it fails. "Not verified" means that no such test exists.
 */
export class RuntimePreset {
  /**
   * nginx, for the image nginxinc/nginx-unprivileged. Verified with nginx 1.26 of Debian 13.
   *
   * The image nginx needs one more path, since it keeps its pid file in `/run`: add `WritablePath.emptyDir('/run')` to `writablePaths`. A
   * pid file that is left there does not keep nginx from starting.
   *
   * - `/var/cache/nginx` is writable: caches, and the temporary files of configurations for the image nginx.
   *   Source: https://github.com/nginx/docker-nginx-unprivileged/issues/175
   * - Runs as 101, the user of both images. Source: `RunAs.NGINX_UNPRIVILEGED`.
   * - The pid file and temporary files of nginx-unprivileged are in `/tmp`.
   *   Source: https://github.com/nginx/docker-nginx-unprivileged#readme
   */
  public static readonly NGINX = RuntimePreset.custom('NGINX', {
    writablePaths: [WritablePath.emptyDir('/var/cache/nginx')],
    runAs: RunAs.NGINX_UNPRIVILEGED,
  });

  /**
   * A Java virtual machine, in any image. Verified with OpenJDK 21 of Debian 13.
   *
   * - `HOME=/tmp`, for shells and other programs: the home of a user that the image does not know is `/`.
   * - `JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/tmp -Duser.home=/tmp`: the JVM reads neither `TMPDIR` nor `HOME`; for a user that the
   *   image does not know `user.home` is `?`, a directory below the current one. `java.io.tmpdir` is `/tmp` unless the image sets another.
   *   Source: https://docs.oracle.com/en/java/javase/21/troubleshoot/environment-variables-and-system-properties.html,
   *   https://github.com/spring-projects/spring-boot/issues/8578
   *
   * The JVM writes "Picked up JAVA_TOOL_OPTIONS" to stderr. If you set that variable yourself, add both options to it.
   */
  public static readonly JVM = RuntimePreset.custom('JVM', {
    environment: { HOME: '/tmp', JAVA_TOOL_OPTIONS: '-Djava.io.tmpdir=/tmp -Duser.home=/tmp' },
  });

  /**
   * Node.js with npm, pnpm or Yarn, for the image node. Verified with Node.js 20 of Debian 13.
   *
   * - `HOME=/tmp`, `TMPDIR=/tmp`: what `os.homedir()` and `os.tmpdir()` give. Source: https://nodejs.org/api/os.html
   * - `XDG_CACHE_HOME=/tmp/.cache`: caches of tools such as corepack.
   *   Source: https://specifications.freedesktop.org/basedir-spec/latest/, https://github.com/nodejs/corepack#readme
   * - `npm_config_cache=/tmp/.npm`: npm writes logs there even if it only runs a script.
   *   Source: https://docs.npmjs.com/cli/using-npm/config#cache, https://github.com/nodejs/docker-node/issues/1749
   * - Runs as 1000. Source: `RunAs.NODE`.
   */
  public static readonly NODE = RuntimePreset.custom('NODE', {
    environment: { HOME: '/tmp', TMPDIR: '/tmp', XDG_CACHE_HOME: '/tmp/.cache', npm_config_cache: '/tmp/.npm' },
    runAs: RunAs.NODE,
  });

  /**
   * Python with gunicorn, Celery and the like, in any image. Verified with gunicorn 23.0 of Debian 13.
   *
   * - `HOME=/tmp`, `XDG_CACHE_HOME=/tmp/.cache`: caches of pip, matplotlib and many more.
   *   Source: https://specifications.freedesktop.org/basedir-spec/latest/
   * - `TMPDIR=/tmp`, in case the image sets another directory: Python, and so gunicorn's workers, would find `/tmp` itself, other
   *   programs would not. Source: https://docs.python.org/3/library/tempfile.html#tempfile.gettempdir
   * - `PYTHONDONTWRITEBYTECODE=1`: no attempt to write `.pyc` files beside the code.
   *   Source: https://docs.python.org/3/using/cmdline.html#envvar-PYTHONDONTWRITEBYTECODE
   *
   * Write no pid file (`celery --pidfile`, `gunicorn --pid`): in `/tmp` it outlives the container and keeps the next one from starting.
   */
  public static readonly PYTHON = RuntimePreset.custom('PYTHON', {
    environment: { HOME: '/tmp', PYTHONDONTWRITEBYTECODE: '1', TMPDIR: '/tmp', XDG_CACHE_HOME: '/tmp/.cache' },
  });

  /**
   * PHP-FPM, for the image php:fpm. Verified with PHP-FPM 8.4 of Debian 13.
   *
   * - `HOME=/tmp`; `TMPDIR=/tmp`: sessions and uploads, unless php.ini sets another path, as `session.save_path` of Debian does. Both
   *   reach the code if the pool has `clear_env = no`, as in this image.
   *   Source: https://www.php.net/manual/en/function.sys-get-temp-dir.php
   * - Runs as 33, `www-data` on Debian. The Alpine image needs `RunAs.user(82)`. FPM in this image writes no pid file.
   *   Source: https://github.com/docker-library/php/blob/master/Dockerfile-linux.template
   *
   * If a framework writes in its own directory, such as `var/cache` or `storage`, declare that as a writable path.
   */
  public static readonly PHP_FPM = RuntimePreset.custom('PHP_FPM', {
    environment: { HOME: '/tmp', TMPDIR: '/tmp' },
    runAs: RunAs.user(33),
  });

  /**
   * PostgreSQL, for the image postgres. Mount a PVC for its data at `/var/lib/postgresql/data`. Verified with
   * PostgreSQL 17 of Debian 13.
   *
   * - `PGDATA=/var/lib/postgresql/data/pgdata`: a subdirectory, since fsGroup opens the root of a PVC to the group, and the server
   *   refuses such a data directory. If an earlier installation has its data elsewhere in the PVC, set `PGDATA` yourself. Source: https://github.com/docker-library/docs/blob/master/postgres/content.md#pgdata
   * - `/var/run/postgresql` is writable: the socket and its lock file. A lock file of a killed server does not stop the next one, which
   *   has the same process id, since both are the first process of a container.
   *   Source: https://github.com/postgres/postgres/blob/master/src/backend/utils/init/miscinit.c (CreateLockFile)
   * - Runs as 999. The Alpine image needs `RunAs.POSTGRES_ALPINE`. Source: `RunAs.POSTGRES`.
   */
  public static readonly POSTGRES = RuntimePreset.custom('POSTGRES', {
    writablePaths: [WritablePath.emptyDir('/var/run/postgresql', { sizeLimit: Size.mebibytes(16) })],
    environment: { PGDATA: '/var/lib/postgresql/data/pgdata' },
    runAs: RunAs.POSTGRES,
  });

  /**
   * Redis, for the image redis. Verified with Redis 8.0 of Debian 13.
   *
   * - `/data` is writable, the directory it starts in: if it cannot write its snapshot there, it soon refuses all writes.
   *   The data is lost with the pod, unless you mount a PVC at `/data`. Source: https://github.com/redis/docker-library-redis,
   *   https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
   * - Runs as 999. The Alpine image needs `RunAs.user(999, 1000)`. Redis writes no pid file by default. Source: `RunAs.REDIS`.
   */
  public static readonly REDIS = RuntimePreset.custom('REDIS', {
    writablePaths: [WritablePath.emptyDir('/data')],
    runAs: RunAs.REDIS,
  });

  /**
   * .NET and ASP.NET Core, for the images of Microsoft. Not verified.
   *
   * - `DOTNET_EnableDiagnostics=0`: no debugger, profiler or dump, and no socket for them in `/tmp`; some runtimes do not start if
   *   they cannot create it. Source: https://learn.microsoft.com/dotnet/core/tools/dotnet-environment-variables,
   *   https://github.com/dotnet/runtime/issues/86259
   * - `DOTNET_hostBuilder__reloadConfigOnChange=false`: no watch on appsettings.json. The kernel limits the watches of each user on a
   *   node, and once they are used up new processes fail.
   *   Source: GetReloadConfigOnChangeValue in
   *   https://github.com/dotnet/runtime/blob/main/src/libraries/Microsoft.Extensions.Hosting/src/HostingHostBuilderExtensions.cs
   * - `ASPNETCORE_TEMP=/tmp`: large requests. Source: https://learn.microsoft.com/aspnet/core/mvc/models/file-uploads
   * - `TMPDIR=/tmp`: what `Path.GetTempPath()` gives. Source: https://learn.microsoft.com/dotnet/api/system.io.path.gettemppath
   * - `HOME=/tmp`: keys of Data Protection, unless you store them elsewhere, and the files that single-file programs unpack.
   *   Source: https://learn.microsoft.com/aspnet/core/security/data-protection/configuration/default-settings
   * - Runs as 1654. Source: `RunAs.DOTNET`.
   */
  public static readonly DOTNET = RuntimePreset.custom('DOTNET', {
    environment: {
      ASPNETCORE_TEMP: '/tmp',
      DOTNET_EnableDiagnostics: '0',
      DOTNET_hostBuilder__reloadConfigOnChange: 'false',
      HOME: '/tmp',
      TMPDIR: '/tmp',
    },
    runAs: RunAs.DOTNET,
  });

  /**
   * A preset of your own.
   *
   * @param name name in errors
   * @param options its contents
   * @throws if the name is empty, an option is misspelled, the name of a variable is invalid, a writable path is declared twice or is in a
   * PVC, or `runAs` is not the ids of a user
   */
  public static custom(name: string, options: RuntimePresetOptions): RuntimePreset {
    checkPreset(name, options);
    return new RuntimePreset(name, options);
  }

  private constructor(
    /** Name in errors. */
    public readonly name: string,
    private readonly options: RuntimePresetOptions,
    private readonly container?: string,
  ) {}

  /**
   * The same preset for one container.
   *
   * @internal
   */
  public _in(container: string): RuntimePreset {
    return new RuntimePreset(this.name, this.options, container);
  }

  /**
   * The container that it is for; every container if undefined.
   *
   * @internal
   */
  public get _container(): string | undefined {
    return this.container;
  }

  /**
   * Its contents.
   *
   * @internal
   */
  public get _options(): RuntimePresetOptions {
    return this.options;
  }
}
