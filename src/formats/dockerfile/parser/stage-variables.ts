/** The variables of a stage. Variables of stages below are looked up there: copies would take quadratic memory for a hostile file. */
export class StageVariables {
  private readonly byArg = new Map<string, string | undefined>();
  private readonly byEnv = new Map<string, string | undefined>();

  /** @param below the variables of the stage that this one is built on. BuildKit passes on values of ARG, Buildah does not. */
  constructor(private readonly below?: StageVariables) {}

  public get(name: string): string | undefined {
    const known = this.setting(name);
    return known ? known.byEnv.get(name) : this.byArg.get(name);
  }

  /** An ARG does not override ENV. */
  public setByArg(name: string, value: string | undefined): void {
    if (!this.setting(name)) {
      this.byArg.set(name, value);
    }
  }

  public setByEnv(name: string, value: string | undefined): void {
    this.byEnv.set(name, value);
  }

  /** The nearest stage that sets a variable by ENV. */
  private setting(name: string): StageVariables | undefined {
    let stage: StageVariables | undefined = this; // eslint-disable-line @typescript-eslint/no-this-alias
    while (stage && !stage.byEnv.has(name)) {
      stage = stage.below;
    }
    return stage;
  }
}
