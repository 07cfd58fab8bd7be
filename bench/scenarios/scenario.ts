/** What a child process runs between the two readings of the clock. */
export interface Work {
  /** How many workloads, or pods, it goes through. */
  readonly units: number;
  readonly run: () => void | Promise<void>;
  /** Whether it ran before the clock starts, so that loading modules does not count. */
  readonly isWarm?: boolean;
  /** Undoes what it left behind, after the clock was read. */
  readonly cleanUp?: () => void;
}

/** Prepares a piece of work of some size. Each file in this folder that can be measured exports one as `scenario`. */
export type Scenario<Size> = (size: Size) => Work;
