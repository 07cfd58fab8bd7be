const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Whether a text is a DNS label (RFC 1123), as names of volumes and containers must be. */
export function isDnsLabel(text: string): boolean {
  return DNS_LABEL.test(text);
}
