import { Waiver } from '../../policy/settings/waiver';

/** The state of a waiver. */
export enum WaiverState {
  /** It covers a finding. */
  USED = 'used',
  /** It covers nothing, expired or not. */
  UNUSED = 'unused',
  /** It covers a finding, and its last day is over. */
  EXPIRED = 'expired',
}

/** A waiver and its state. */
export interface WaiverStatus {
  /** The waiver. */
  readonly waiver: Waiver;

  /** Whether it covers a finding, and has expired. */
  readonly state: WaiverState;

  /**
   * Days until it expires, including today. Zero or negative if it has expired.
   *
   * @default - it does not expire
   */
  readonly daysLeft?: number;

  /** Paths of the constructs of its objects. */
  readonly constructPaths: string[];
}
