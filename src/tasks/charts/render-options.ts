import { ChartRendering } from './helm';
import { RenderedText, Running } from './rendered';
import { Rendering } from '../audit/input';
import { Note } from '../audit/note';
import { FileMatcher } from '../settings-file/file-matcher';

/** The rendering of a chart that the user named. */
export type NamedRendering = Omit<ChartRendering, 'chart'>;

/** The options of rendering. */
export interface RenderOptions extends Running {
  /** The paths that the user named. */
  readonly paths: readonly string[];
  /** Whether charts and kustomizations are rendered only if the user named them. Others in folders are left out. */
  readonly onlyNamed: boolean;
  /** Options for the chart that the user named. Other charts take only options that apply to every chart, such as the namespace. */
  readonly named: NamedRendering;
  /** The renderings that the settings file lists, with paths from the working directory. */
  readonly listed: readonly ChartRendering[];
  /** Path of the settings file in which a chart can be listed. */
  readonly settingsFile: string;
  readonly isExcluded: FileMatcher;
  /** Whether the user allows kustomizations to use resources on another host. */
  readonly allowsRemote: boolean;
  /** Called with the number of finished renderings and the number of all. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Called with each note on parts that are not evaluated. */
  readonly onNote?: (note: Note) => void;
}

/** A chart or a kustomization to render. */
export interface RenderTask {
  /** The name in findings. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly rendering: Rendering;
  /** @throws InputError */
  readonly render: () => Promise<RenderedText>;
}
