import { CostError } from './values';

/** Counts what an evaluation costs, and ends it at a limit. */
export class Meter {
  public spent = 0;

  /**
   * @param limit the highest cost of this evaluation
   * @param outer a limit that several evaluations share
   */
  constructor(private readonly limit: number, private readonly outer?: Meter) {}

  /** @throws CostError beyond a limit */
  public charge(cost: number): void {
    this.spent += cost;
    if (this.spent > this.limit) {
      throw new CostError('it costs more than the API server allows');
    }
    this.outer?.charge(cost);
  }
}
