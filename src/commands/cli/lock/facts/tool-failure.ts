import { Failure } from '../failure';

/** A program could not read something of an image. */
export class ToolFailure extends Error {
  constructor(public readonly failure: Failure) {
    super(failure.message);
  }
}
