export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle. `x` and `y` are its center. */
export interface Box extends Point, Size {}
