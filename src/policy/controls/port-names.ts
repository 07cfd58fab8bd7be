/** Whether a port is a name that the API server takes: anything else is a number, or a template that nobody has filled in. */
export function isPortName(port: unknown): port is string {
  return typeof port === 'string' && /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(port);
}
