const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Whether a text is a DNS label (RFC 1123), as names of namespaces, volumes and containers must be. */
export function isDnsLabel(text: unknown): text is string {
  return typeof text === 'string' && DNS_LABEL.test(text);
}

/** Whether a text is a DNS subdomain (RFC 1123), as names of most objects must be. */
export function isDnsSubdomain(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 253 && text.split('.').every((part) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part));
}
