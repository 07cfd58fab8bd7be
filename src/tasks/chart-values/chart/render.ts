import { JsonObject } from '../../../formats/manifest/json';

/** The output of Helm for some values: manifests, or the error with a hint on how to go on. */
export type HelmOutcome = { readonly text: string; readonly failure?: undefined; readonly hint?: undefined }
  | { readonly failure: string; readonly hint?: string; readonly text?: undefined };

/** Renders the chart with the values of the user. `values` override them. */
export type Render = (values: JsonObject, options?: { readonly skipsSchema?: boolean }) => Promise<HelmOutcome>;

/** Joins the lines of a message of Helm. */
export function singleLine(failure: string): string {
  return failure.trim().replace(/\s+/g, ' ');
}

/** Limits the number of renderings, because each takes time. */
export class Budget {
  private count = 0;

  constructor(public readonly limit: number) {}

  public get used(): number {
    return this.count;
  }

  public get isSpent(): boolean {
    return this.count >= this.limit;
  }

  /** Wraps a renderer, and counts its renderings. */
  public counting(render: Render): Render {
    return (values, options) => {
      this.count++;
      return render(values, options);
    };
  }
}
