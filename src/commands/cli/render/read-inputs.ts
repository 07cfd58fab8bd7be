import { resolve } from 'path';
import { kubeVersionFor } from './kube-version';
import { RenderCommand } from './options';
import { InputError, orInputError } from '../../../formats/manifest/input-error';
import { isInside } from '../../../formats/manifest/is-inside';
import { foundInputs, isInput } from '../../../tasks/audit/found-inputs';
import { Input } from '../../../tasks/audit/input';
import { Note } from '../../../tasks/audit/note';
import { isArchive } from '../../../tasks/charts/chart-file';
import { findCharts, isRenderable } from '../../../tasks/charts/found';
import { packedChartsNote } from '../../../tasks/charts/packed-charts';
import { renderInputs } from '../../../tasks/charts/render-inputs';
import { isManifestTemplate, templatedManifestsNote } from '../../../tasks/charts/templated-manifests';
import { FileMatcher, fileMatcher } from '../../../tasks/settings-file/file-matcher';
import { SETTINGS_FILE, settingsFileOfRun, settingsOf } from '../../../tasks/settings-file/read';
import { interruptibleBySignal } from '../interruptible';
import { Io, log } from '../io';
import { Progress, shareText } from '../progress';

/** The ways in which commands read inputs differently. */
interface Reading {
  /** Globs of files that are left out. */
  readonly excludeFiles?: readonly string[];
  /** Whether charts and kustomizations in folders are not rendered. Default: false. */
  readonly onlyNamed?: boolean;
  /** Called with each note on parts that are not evaluated. Default: prints it. */
  readonly onNote?: (note: Note) => void;
}

/**
 * The files that the paths name, and the rendered manifests of the charts and kustomizations among them.
 *
 * @returns if something in a path cannot be read, an InputError in place of the rest of that path
 * @throws InputError if an option is wrong
 */
export async function readInputs(
  command: RenderCommand, io: Io, { excludeFiles = [], onlyNamed = false, onNote = ({ text }) => log(io, text) }: Reading = {},
): Promise<readonly (Input | InputError)[]> {
  const { paths, config, values, set = [], release, namespace, render = true, allowRemote = false } = command;
  const others = new Set<string>();
  const found = foundInputs(paths, io.stdin, (path) => (isArchive(path) || isManifestTemplate(path)) && others.add(path));
  const isForChart = values.length > 0 || set.length > 0 || release !== undefined;
  if (!render && isForChart) {
    throw new InputError('-f, --set and --release apply only to rendered charts: remove --no-render');
  }
  if (others.size > 0) {
    const isExcluded = excluding(excludeFiles, settingsOf(config).isExcluded);
    const inputs = found.filter(isInput);
    const charts = findCharts(inputs);
    const notes = [
      packedChartsNote([...others].filter(isArchive), inputs, charts, isExcluded),
      templatedManifestsNote([...others].filter(isManifestTemplate), charts, isExcluded),
    ];
    notes.filter((note) => note !== undefined).forEach(onNote);
  }
  const settings = settingsOf(config);
  // An entry may name a missing chart, for example in a submodule that was not checked out. Rendering then reports the error.
  const isListed = () => settings.render.some(({ chart }) => paths.some((path) => isInside(resolve(path), resolve(chart))));
  if (!render || (!isForChart && !found.some((each) => isInput(each) && isRenderable(each)) && !isListed())) {
    return found;
  }
  const progress = new Progress(io.stderr);
  try {
    return await interruptibleBySignal((signal) => renderInputs(found, {
      env: io.env,
      signal,
      paths,
      onlyNamed,
      named: {
        values: values.map((path) => ({ path })),
        set,
        release,
        namespace,
        kubeVersion: kubeVersionFor(command.kubernetesVersion, settings),
      },
      listed: settings.render,
      settingsFile: settingsFileOfRun(config)?.path ?? SETTINGS_FILE,
      isExcluded: excluding(excludeFiles, settings.isExcluded),
      allowsRemote: allowRemote,
      onProgress: (done, all) => progress.show(() => `rendered ${shareText(done, all, 'charts and kustomizations')}`),
      onNote: (note) => {
        progress.clear();
        onNote(note);
      },
    }), io);
  } finally {
    progress.clear();
  }
}

/** Like `readInputs`, for a command that stops at the first unreadable path. */
export async function readableInputs(command: RenderCommand, io: Io, reading?: Reading): Promise<readonly Input[]> {
  return readable(await readInputs(command, io, reading));
}

/** @throws the first InputError among inputs */
export function readable(found: readonly (Input | InputError)[]): readonly Input[] {
  const error = found.find((each) => !isInput(each));
  if (error) {
    throw error;
  }
  return found.filter(isInput);
}

function excluding(globs: readonly string[], isExcluded: FileMatcher): FileMatcher {
  const isOut = orInputError(() => fileMatcher(globs, '.'), '--exclude-files: ');
  return (file) => isOut(file) || isExcluded(file);
}
