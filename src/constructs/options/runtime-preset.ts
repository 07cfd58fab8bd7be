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
 * program: the constants for programs in a language, and `forImage` for a product. docs/reference/images.md lists the values, their
 * sources, and the programs that were run with them.
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
  /**
   * .NET and ASP.NET Core, for the images of Microsoft.
   *
   * - `DOTNET_EnableDiagnostics=0`: no debugger, profiler or dump; some runtimes do not start if they cannot create the socket for them.
   * - `DOTNET_hostBuilder__reloadConfigOnChange=false`: no watch on appsettings.json, since the kernel limits the watches of each user.
   * - `ASPNETCORE_TEMP=/tmp` for large requests; `TMPDIR` and `HOME` for temporary files and keys of Data Protection.
   */
  public static readonly DOTNET = RuntimePreset.named('DOTNET');

  /** A program in Go, in a distroless image: it writes nothing, and runs as 65532. */
  public static readonly GO = RuntimePreset.named('GO');

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

  /** Node.js with npm, pnpm or Yarn, for the image node: home, temporary files and caches are in `/tmp`. Runs as 1000. */
  public static readonly NODE = RuntimePreset.named('NODE');

  /**
   * PHP-FPM, for the image php:fpm. Sessions and uploads are in `/tmp`, unless php.ini sets another path. `HOME` and `TMPDIR` reach the
   * code if the pool has `clear_env = no`, as in this image. Runs as 33; the Alpine image needs `RunAs.user(82)`.
   *
   * If a framework writes in its own directory, such as `var/cache` or `storage`, declare that as a writable path.
   */
  public static readonly PHP_FPM = RuntimePreset.named('PHP_FPM');

  /**
   * Python with gunicorn, Celery and the like, in any image: home, temporary files and caches are in `/tmp`, and
   * `PYTHONDONTWRITEBYTECODE=1` stops attempts to write `.pyc` files next to the code.
   *
   * Don't write a pid file (`celery --pidfile`, `gunicorn --pid`): in `/tmp` it outlives the container and keeps the next one from
   * starting.
   */
  public static readonly PYTHON = RuntimePreset.named('PYTHON');

  /**
   * Ruby, in any image. Temporary files are in `/var/tmp`, which is copied from the image: Ruby refuses an emptyDir, which everyone may
   * write and which has no sticky bit. A seeded path applies to one container: in a pod with several containers, set the preset in
   * `containerSettings`.
   */
  public static readonly RUBY = RuntimePreset.named('RUBY');

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
  return kind === 'seeded' ? WritablePath.fromImage(path, options) : WritablePath.fromEmptyDir(path, options);
}
