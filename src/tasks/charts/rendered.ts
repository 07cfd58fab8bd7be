import { limitText, RenderLimits } from './limits';
import { oneLine } from './output';
import { InputError } from '../../formats/manifest/input-error';
import { Answer } from '../programs/answer';

/** The output of a program. */
export interface RenderedText {
  readonly text: string;
  /** Lines on its standard error. */
  readonly warnings: readonly string[];
  /** The included charts and kustomizations whose objects the text contains. Default: none. */
  readonly parts?: readonly RenderedPart[];
}

/** A chart or a kustomization with objects in another rendering. */
export interface RenderedPart {
  /** The path with links resolved. */
  readonly path: string;
  /** Whether the other rendering has all objects of `own`. Values can turn objects off, and patches can delete or replace them. */
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

/** A program is not installed. All its renderings have the same error. */
export class MissingProgram extends InputError {}

/** A chart does not render, perhaps because it needs values. */
export class NeedsValues extends InputError {}

/** The consequences of a failed rendering for the user. */
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
   * @param reason the text of the program, with all its lines
   * @param options `hint` is the next step for the user
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
