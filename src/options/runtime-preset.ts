import { Size } from 'cdk8s';
import { checkPreset } from './check-preset';
import { RunAs } from './run-as';
import { WritablePath } from './writable-path';

/** What a preset is made of. */
export interface RuntimePresetOptions {
  /**
   * What the program writes beside `/tmp`, for every container: `inContainer` says which. No place for pid or lock files: an
   * empty volume survives the restart of a container, and they with it.
   *
   * @default - `/tmp` alone
   */
  readonly writablePaths?: WritablePath[];

  /**
   * Environment variables, by name. One that a container's own `env` has, in whatever case, stands before them.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The user that the program's common image is made for: `RunAs.user(...)` or one of the constants. It counts where neither the
   * workload nor a scope says `runAs`, and the platform does not assign ids.
   *
   * @default - none: the ids are those of a workload without the preset
   */
  readonly runAs?: RunAs;
}

/**
 * What a kind of program needs to run under a read-only root filesystem as a user that is not root: where it writes, what
 * its environment must say so that it writes there, and the user that its common image is made for.
 *
 * Presets go together: what several say alike is said once, and where two contradict each other the synthesis fails unless the
 * workload decides it. Variables that a container takes from a ConfigMap or Secret as a whole (`envFrom`) are not seen, and a
 * preset's stand before them: set those in `env`.
 *
 * "Verified with" names the program that has run under the preset: in a real container with a read-only root, where it answered and, once
 * killed, came back to answer; without the preset it failed there. "Not verified" means that none has run yet.
 */
export class RuntimePreset {
  /**
   * nginx, as the image nginxinc/nginx-unprivileged has it. Verified with nginx 1.26 of Debian 13.
   *
   * - `/var/cache/nginx` is writable: caches, and the temporary files of a configuration written for the image nginx.
   *   Source: https://github.com/nginx/docker-nginx-unprivileged/issues/175
   * - Runs as 101, which the image is made for. Source: `RunAs.NGINX_UNPRIVILEGED`.
   * - Its pid and its temporary files are in `/tmp`; nginx does not read a pid that is left there.
   *   Source: https://github.com/nginx/docker-nginx-unprivileged#readme
   *
   * The image nginx itself keeps its pid in `/run`: give it `pid /tmp/nginx.pid;` in a configuration of your own.
   */
  public static readonly NGINX = RuntimePreset.custom('NGINX', {
    writablePaths: [WritablePath.emptyDir('/var/cache/nginx')],
    runAs: RunAs.NGINX_UNPRIVILEGED,
  });

  /**
   * A Java virtual machine, in any image. Verified with OpenJDK 21 of Debian 13.
   *
   * - `HOME=/tmp`: a user that the image does not know has `/`. For shells and for programs beside the JVM.
   * - `JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/tmp -Duser.home=/tmp`: the JVM reads neither `TMPDIR` nor `HOME`; for a user that the
   *   image does not know `user.home` is `?`, a directory below the current one. `java.io.tmpdir` is `/tmp` already, unless the image
   *   says another.
   *   Source: https://docs.oracle.com/en/java/javase/21/troubleshoot/environment-variables-and-system-properties.html,
   *   https://github.com/spring-projects/spring-boot/issues/8578
   *
   * The JVM writes "Picked up JAVA_TOOL_OPTIONS" on stderr. Where you set that variable yourself, both options are yours to add.
   */
  public static readonly JVM = RuntimePreset.custom('JVM', {
    environment: { HOME: '/tmp', JAVA_TOOL_OPTIONS: '-Djava.io.tmpdir=/tmp -Duser.home=/tmp' },
  });

  /**
   * Node.js with npm, pnpm or Yarn, as the image node has it. Verified with Node.js 20 of Debian 13.
   *
   * - `HOME=/tmp`, `TMPDIR=/tmp`: what `os.homedir()` and `os.tmpdir()` give. Source: https://nodejs.org/api/os.html
   * - `XDG_CACHE_HOME=/tmp/.cache`: caches of tools such as corepack.
   *   Source: https://specifications.freedesktop.org/basedir-spec/latest/, https://github.com/nodejs/corepack#readme
   * - `npm_config_cache=/tmp/.npm`: npm writes its logs there even where it only runs a script.
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
   * - `TMPDIR=/tmp`, where the image says another directory: Python, and so gunicorn's workers, finds `/tmp` by itself then, other
   *   programs do not. Source: https://docs.python.org/3/library/tempfile.html#tempfile.gettempdir
   * - `PYTHONDONTWRITEBYTECODE=1`: no attempt to write `.pyc` files beside the code.
   *   Source: https://docs.python.org/3/using/cmdline.html#envvar-PYTHONDONTWRITEBYTECODE
   *
   * A pid file (`celery --pidfile`, `gunicorn --pid`) outlives the container in `/tmp` and keeps the next one from starting: write none.
   */
  public static readonly PYTHON = RuntimePreset.custom('PYTHON', {
    environment: { HOME: '/tmp', PYTHONDONTWRITEBYTECODE: '1', TMPDIR: '/tmp', XDG_CACHE_HOME: '/tmp/.cache' },
  });

  /**
   * PHP-FPM, as the image php:fpm has it. Verified with PHP-FPM 8.4 of Debian 13.
   *
   * - `HOME=/tmp`; `TMPDIR=/tmp`: sessions and uploads, unless php.ini says otherwise, as Debian's own does by `session.save_path`. Both
   *   reach the code where the pool has `clear_env = no`, as in this image.
   *   Source: https://www.php.net/manual/en/function.sys-get-temp-dir.php
   * - Runs as 33, `www-data` on Debian. The Alpine image is for `RunAs.user(82)`. FPM in this image writes no pid file.
   *   Source: https://github.com/docker-library/php/blob/master/Dockerfile-linux.template
   *
   * What a framework writes in its own folder, such as `var/cache` or `storage`, is a writable path of yours.
   */
  public static readonly PHP_FPM = RuntimePreset.custom('PHP_FPM', {
    environment: { HOME: '/tmp', TMPDIR: '/tmp' },
    runAs: RunAs.user(33),
  });

  /**
   * PostgreSQL, as the image postgres has it. Its data needs a claim of yours at `/var/lib/postgresql/data`. Verified with
   * PostgreSQL 17 of Debian 13.
   *
   * - `PGDATA=/var/lib/postgresql/data/pgdata`: a subdirectory, since fsGroup opens the root of a claim to the group, and the server
   *   refuses a data directory like that. Data of an earlier installation elsewhere in the claim is not found there: then set
   *   `PGDATA` yourself. Source: https://github.com/docker-library/docs/blob/master/postgres/content.md#pgdata
   * - `/var/run/postgresql` is writable: its socket, and the lock of that. A lock that a killed server left is no obstacle for
   *   one that has the same process id, as the first process of a container has.
   *   Source: https://github.com/postgres/postgres/blob/master/src/backend/utils/init/miscinit.c (CreateLockFile)
   * - Runs as 999. The Alpine image is for `RunAs.POSTGRES_ALPINE`. Source: `RunAs.POSTGRES`.
   */
  public static readonly POSTGRES = RuntimePreset.custom('POSTGRES', {
    writablePaths: [WritablePath.emptyDir('/var/run/postgresql', { sizeLimit: Size.mebibytes(16) })],
    environment: { PGDATA: '/var/lib/postgresql/data/pgdata' },
    runAs: RunAs.POSTGRES,
  });

  /**
   * Redis, as the image redis has it. Verified with Redis 8.0 of Debian 13.
   *
   * - `/data` is writable, the directory it starts in: where it cannot write its snapshot there, it soon refuses all writes.
   *   Gone with the pod; a claim of yours at `/data` takes its place. Source: https://github.com/redis/docker-library-redis,
   *   https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
   * - Runs as 999. The Alpine image is for `RunAs.user(999, 1000)`. It writes no pid file unless it is told to. Source: `RunAs.REDIS`.
   */
  public static readonly REDIS = RuntimePreset.custom('REDIS', {
    writablePaths: [WritablePath.emptyDir('/data')],
    runAs: RunAs.REDIS,
  });

  /**
   * .NET and ASP.NET Core, as Microsoft's images have them. Not verified.
   *
   * - `DOTNET_EnableDiagnostics=0`: no debugger, profiler or dump, and no socket for them in `/tmp`; where that cannot be made some
   *   runtimes do not start. Source: https://learn.microsoft.com/dotnet/core/tools/dotnet-environment-variables,
   *   https://github.com/dotnet/runtime/issues/86259
   * - `DOTNET_hostBuilder__reloadConfigOnChange=false`: no watch on appsettings.json. The kernel counts watches for each user of a
   *   node, and a new process fails once they are used up.
   *   Source: GetReloadConfigOnChangeValue in
   *   https://github.com/dotnet/runtime/blob/main/src/libraries/Microsoft.Extensions.Hosting/src/HostingHostBuilderExtensions.cs
   * - `ASPNETCORE_TEMP=/tmp`: large requests. Source: https://learn.microsoft.com/aspnet/core/mvc/models/file-uploads
   * - `TMPDIR=/tmp`: what `Path.GetTempPath()` gives. Source: https://learn.microsoft.com/dotnet/api/system.io.path.gettemppath
   * - `HOME=/tmp`: keys of Data Protection, unless you keep them elsewhere, and what single-file programs unpack.
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
   * @param name what errors call it
   * @param options what it is made of
   * @throws where the name is empty, a variable has no name that a container takes, a writable path is given twice or names its
   * container, or `runAs` does not give the ids of a user
   */
  public static custom(name: string, options: RuntimePresetOptions): RuntimePreset {
    checkPreset(name, options);
    return new RuntimePreset(name, options);
  }

  private constructor(
    /** What errors call it. */
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
   * What it is made of.
   *
   * @internal
   */
  public get _options(): RuntimePresetOptions {
    return this.options;
  }
}
