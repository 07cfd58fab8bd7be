import { Failure } from '../failure';

/** A program failed to read a part of an image. */
export class ToolFailure extends Error {
  constructor(public readonly failure: Failure) {
    super(failure.message);
  }
}
