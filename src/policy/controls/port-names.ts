/** Whether a port is a valid name. Other values are numbers, or templates without their values. */
export function isPortName(port: unknown): port is string {
  return typeof port === 'string' && /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(port);
}
