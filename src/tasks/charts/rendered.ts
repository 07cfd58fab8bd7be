import { limitText, RenderLimits } from './limits';
import { oneLine } from './output';
import { InputError } from '../../formats/manifest/input-error';
import { Answer } from '../programs/answer';

/** The output of a program. */
export interface RenderedText {
  readonly text: string;
  /** Lines on its standard error. */
  readonly warnings: readonly string[];
  /** The included charts and kustomizations with objects in it. Default: none. */
  readonly parts?: readonly RenderedPart[];
}

/** A chart or a kustomization with objects in another rendering. */
export interface RenderedPart {
  /** Without links. */
  readonly path: string;
  /** Whether the other rendering has all its objects: values can turn some off, and patches can delete or replace them. */
  readonly hasAll: (own: string) => boolean;
}

/** The environment and limits of a program. */
export interface Running {
  /** The environment of the user. Its PATH locates the program. */
  readonly env: NodeJS.ProcessEnv;
  /** Stops the program early. */
  readonly signal: AbortSignal;
  /** Default: RENDER_LIMITS. */
  readonly limits?: Partial<Omit<RenderLimits, 'signal'>>;
}

/** A program that is not installed. The error is the same for everything that it would render. */
export class MissingProgram extends InputError {}

/** A chart that does not render, perhaps because it needs values. */
export class NeedsValues extends InputError {}

/** What a failed rendering means for the user. */
export interface RefusalOptions extends Partial<Pick<RenderError, 'mayNeedValues' | 'field'>> {
  readonly hint?: string;
}

/** A failed rendering, with the program's reason. */
export class RenderError extends InputError {
  /** Whether other values may help. */
  public readonly mayNeedValues: boolean;
  /** The option that is wrong, by its name in the settings file. */
  public readonly field?: 'chart' | 'set';
  /** The next step for the user, after the reason. */
  public readonly hint: string;

  /**
   * @param reason as the program words it, with its lines
   * @param options `hint` is how to go on
   */
  constructor(chart: string, public readonly reason: string, { hint = '', mayNeedValues = false, field }: RefusalOptions = {}) {
    super(`${chart}: ${oneLine(reason)}${hint}`);
    this.mayNeedValues = mayNeedValues;
    this.field = field;
    this.hint = hint;
  }
}

/** A rendering that was stopped at a limit. On another machine it may succeed. */
export class OverLimit extends RenderError {
  constructor(name: string, program: string, ended: NonNullable<Answer['ended']>, limits: RenderLimits) {
    super(name, `${program} ${limitText(ended, limits)}`, {
      hint: ', so it was not rendered: render it yourself, and pass the result if you trust it',
    });
  }
}
