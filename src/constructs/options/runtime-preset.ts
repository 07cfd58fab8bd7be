import { Size } from 'cdk8s';
import { checkPreset } from './check-preset';
import { RunAs } from './run-as';
import { RuntimePresetOptions } from './runtime-preset-options';
import { WritablePath } from './writable-path';
import { OptionError } from '../../formats/language/option-error';
import { Knowledge, knowledgeOf } from '../../knowledge/images/knowledge-of';
import { ImageFacts, KnownPath, ownIds } from '../../knowledge/images/known-image';
import { PRESET_IMAGES } from '../../knowledge/images/preset-names';

/**
 * Settings that a program needs to run on a read-only root filesystem as a non-root user: writable paths, environment variables, and the
 * user that its common image is made for.
 *
 * A container whose image is known by its name gets these settings without a preset. Use presets for your own images that contain such a
 * program. Each constant has the settings of the program's common image. docs/reference/images.md lists the values, their sources, and the
 * programs that were run with them.
 *
 * You can combine presets. If two contradict each other, synth fails unless the workload decides. Variables of a preset override variables
 * that a container takes from a whole ConfigMap or Secret (`envFrom`). To keep such a value, set it in `envVariables`.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedDeployment(chart, 'web', {
 *   containers: [{ image: 'registry.example.com/shop/web:1.4.2' }],
 *   presets: [RuntimePreset.forImage('nginx:1.29')],
 * });
 */
export class RuntimePreset {
  /** The Apache HTTP Server, as in the image httpd. It writes its logs and pid file in `/usr/local/apache2/logs`. */
  public static readonly APACHE = RuntimePreset.named('APACHE');

  /**
   * .NET and ASP.NET Core, for the images of Microsoft.
   *
   * - `DOTNET_EnableDiagnostics=0`: no debugger, profiler or dump; some runtimes do not start if they cannot create the socket for them.
   * - `DOTNET_hostBuilder__reloadConfigOnChange=false`: no watch on appsettings.json, since the kernel limits the watches of each user.
   * - `ASPNETCORE_TEMP=/tmp` for large requests; `TMPDIR` and `HOME` for temporary files and keys of Data Protection.
   */
  public static readonly DOTNET = RuntimePreset.named('DOTNET');

  /** Elasticsearch. Its configuration directory is seeded, since it writes a keystore there. Mount a PVC for its data. */
  public static readonly ELASTICSEARCH = RuntimePreset.named('ELASTICSEARCH');

  /** A program in Go, in a distroless image: it writes nothing, and runs as 65532. */
  public static readonly GO = RuntimePreset.named('GO');

  /** Grafana. Mount a PVC at `/var/lib/grafana` to keep its data. */
  public static readonly GRAFANA = RuntimePreset.named('GRAFANA');

  /** HAProxy. It cannot use `chroot` as a non-root user. */
  public static readonly HAPROXY = RuntimePreset.named('HAPROXY');

  /**
   * A Java virtual machine, in any image.
   *
   * - `JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/tmp -Duser.home=/tmp`: the JVM reads neither `TMPDIR` nor `HOME`; for a user that the
   *   image does not know `user.home` is `?`, a directory below the current one.
   * - `HOME=/tmp`, for shells and other programs: the home of a user that the image does not know is `/`.
   *
   * The JVM writes "Picked up JAVA_TOOL_OPTIONS" to stderr. If you set that variable yourself, add both options to it.
   */
  public static readonly JVM = RuntimePreset.named('JVM');

  /** Kafka, as in the image apache/kafka. Its configuration directory is seeded. Mount a PVC for its data. */
  public static readonly KAFKA = RuntimePreset.named('KAFKA');

  /** Keycloak. `lib/quarkus` is seeded, since it writes there unless it starts with `--optimized`. */
  public static readonly KEYCLOAK = RuntimePreset.named('KEYCLOAK');

  /** MariaDB. Mount a PVC at `/var/lib/mysql` to keep its data. */
  public static readonly MARIADB = RuntimePreset.named('MARIADB');

  /** Memcached: it writes nothing. Do not start it with `-u`: a non-root user cannot become another one. */
  public static readonly MEMCACHED = RuntimePreset.named('MEMCACHED');

  /** MongoDB. Mount a PVC at `/data/db` to keep its data. */
  public static readonly MONGODB = RuntimePreset.named('MONGODB');

  /** Mosquitto. Without its paths it is Ready, and keeps neither messages nor a log. */
  public static readonly MOSQUITTO = RuntimePreset.named('MOSQUITTO');

  /** MySQL. Mount a PVC at `/var/lib/mysql` to keep its data. */
  public static readonly MYSQL = RuntimePreset.named('MYSQL');

  /** nginx, for the images nginx and nginxinc/nginx-unprivileged. The former keeps its pid file in `/run`. */
  public static readonly NGINX = RuntimePreset.named('NGINX');

  /** Node.js with npm, pnpm or Yarn, for the image node: home, temporary files and caches are in `/tmp`. Runs as 1000. */
  public static readonly NODE = RuntimePreset.named('NODE');

  /** OpenSearch. Its configuration directory is seeded. Mount a PVC for its data. */
  public static readonly OPENSEARCH = RuntimePreset.named('OPENSEARCH');

  /**
   * PHP-FPM, for the image php:fpm. Sessions and uploads are in `/tmp`, unless php.ini sets another path. `HOME` and `TMPDIR` reach the
   * code if the pool has `clear_env = no`, as in this image. Runs as 33; the Alpine image needs `RunAs.user(82)`.
   *
   * If a framework writes in its own directory, such as `var/cache` or `storage`, declare that as a writable path.
   */
  public static readonly PHP_FPM = RuntimePreset.named('PHP_FPM');

  /**
   * PostgreSQL 10 to 17, for the image postgres. For 18 use `RuntimePreset.forImage('postgres:18')`. Mount a PVC at
   * `/var/lib/postgresql/data` to keep its data. Runs as 999; the Alpine image needs `RunAs.POSTGRES_ALPINE`.
   *
   * `PGDATA=/var/lib/postgresql/data/pgdata` is a subdirectory, since fsGroup opens the root of a PVC to the group, and the server refuses
   * such a data directory. If an earlier installation has its data elsewhere in the PVC, set `PGDATA` yourself.
   */
  public static readonly POSTGRES = RuntimePreset.named('POSTGRES');

  /** Prometheus. Mount a PVC at `/prometheus` to keep its data. */
  public static readonly PROMETHEUS = RuntimePreset.named('PROMETHEUS');

  /**
   * Python with gunicorn, Celery and the like, in any image: home, temporary files and caches are in `/tmp`, and
   * `PYTHONDONTWRITEBYTECODE=1` stops attempts to write `.pyc` files next to the code.
   *
   * Don't write a pid file (`celery --pidfile`, `gunicorn --pid`): in `/tmp` it outlives the container and keeps the next one from
   * starting.
   */
  public static readonly PYTHON = RuntimePreset.named('PYTHON');

  /** RabbitMQ. Mount a PVC at `/var/lib/rabbitmq` to keep its data. */
  public static readonly RABBITMQ = RuntimePreset.named('RABBITMQ');

  /**
   * Redis, for the image redis. It starts in `/data`: if it cannot write its snapshot there, it soon refuses all writes. The data is lost
   * with the pod, unless you mount a PVC at `/data`. Runs as 999; the Alpine image needs `RunAs.user(999, 1000)`.
   */
  public static readonly REDIS = RuntimePreset.named('REDIS');

  /**
   * Ruby, in any image. Temporary files are in `/var/tmp`, which is copied from the image: Ruby refuses an emptyDir, which everybody may
   * write and which has no sticky bit. A seeded path applies to one container: in a pod with several containers, set the preset in
   * `containerSettings`.
   */
  public static readonly RUBY = RuntimePreset.named('RUBY');

  /** Tomcat. Without its paths it is Ready, and pages in JSP answer 500. If it unpacks applications at its start, seed `webapps`. */
  public static readonly TOMCAT = RuntimePreset.named('TOMCAT');

  /** Varnish. It compiles its configuration in `/var/lib/varnish`. */
  public static readonly VARNISH = RuntimePreset.named('VARNISH');

  /** WordPress with Apache. Its start script copies the program to `/var/www/html`; mount a PVC there to keep uploads. */
  public static readonly WORDPRESS = RuntimePreset.named('WORDPRESS');

  /**
   * The settings for a known image, such as `postgres:18` or `docker.io/library/redis:8-alpine`. An unknown version of a known image is
   * treated like the nearest known version.
   *
   * @param image the image as a container names it, from the list in docs/reference/images.md
   * @throws if nothing is known about the image
   */
  public static forImage(image: string): RuntimePreset {
    const { name, note } = requireKnowledge(image);
    return RuntimePreset.ofImage(note === undefined ? name : `${name} (${note})`, image);
  }

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
    return new RuntimePreset(name, () => options);
  }

  private static named(name: string): RuntimePreset {
    return RuntimePreset.ofImage(name, PRESET_IMAGES[name.toLowerCase()]);
  }

  /** Looked up on first use: most apps use few of them. */
  private static ofImage(name: string, image: string): RuntimePreset {
    let options: RuntimePresetOptions | undefined;
    return new RuntimePreset(name, () => options ??= presetOfImage(requireKnowledge(image).facts), undefined, image);
  }

  private constructor(
    /** Name in errors. */
    public readonly name: string,
    private readonly optionsOf: () => RuntimePresetOptions,
    private readonly container?: string,
    private readonly image?: string,
  ) {}

  /**
   * The same preset for one container.
   *
   * @internal
   */
  public _in(container: string): RuntimePreset {
    return new RuntimePreset(this.name, this.optionsOf, container, this.image);
  }

  /**
   * The container that it applies to; every container if undefined.
   *
   * @internal
   */
  public get _container(): string | undefined {
    return this.container;
  }

  /**
   * The image whose facts it has; undefined for a custom preset.
   *
   * @internal
   */
  public get _image(): string | undefined {
    return this.image;
  }

  /**
   * Its contents.
   *
   * @internal
   */
  public get _options(): RuntimePresetOptions {
    return this.optionsOf();
  }
}

/** The known facts about an image, as a preset. */
function presetOfImage(facts: ImageFacts): RuntimePresetOptions {
  const { writablePaths = [], environment } = facts;
  const ids = ownIds(facts);
  return { writablePaths: writablePaths.map(toWritablePath), environment, runAs: ids && RunAs.user(ids.uid, ids.gid) };
}

/** @throws if nothing is known about the image */
function requireKnowledge(image: string): Knowledge {
  const knowledge = typeof image === 'string' ? knowledgeOf(image) : undefined;
  if (!knowledge) {
    throw new OptionError(`nothing is known about the image ${JSON.stringify(image)}: write RuntimePreset.custom(...), `
      + 'or an image of docs/reference/images.md such as "postgres:18"');
  }
  return knowledge;
}

function toWritablePath({ path, kind, size }: KnownPath): WritablePath {
  const options = size === undefined ? {} : { sizeLimit: Size.kibibytes(Math.ceil(size / 1024)) };
  return kind === 'seeded' ? WritablePath.fromImage(path, options) : WritablePath.emptyDir(path, options);
}
