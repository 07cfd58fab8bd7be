import { Waiver } from '../../policy/settings/waiver';

/** What became of a waiver. */
export enum WaiverState {
  /** It covers a finding. */
  USED = 'used',
  /** It covers nothing, expired or not. */
  UNUSED = 'unused',
  /** It covers a finding, and its last day is over. */
  EXPIRED = 'expired',
}

/** A waiver, and what became of it. */
export interface WaiverStatus {
  /** The waiver. */
  readonly waiver: Waiver;

  /** Whether it covers a finding, and has expired. */
  readonly state: WaiverState;

  /**
   * Days until it expires, today included, and negative or 0 if it has expired.
   *
   * @default - it does not expire
   */
  readonly daysLeft?: number;

  /** Paths of the constructs that stand for its objects. */
  readonly constructPaths: string[];
}
