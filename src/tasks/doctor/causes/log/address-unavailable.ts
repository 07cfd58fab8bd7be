import { Cause } from '../../cause';

export const addressUnavailable: Cause = {
  id: 'address-unavailable',
  title: 'the program listens on an address that the pod does not have',
  why: 'A pod has its own IP address, 127.0.0.1, and ::1 or other IPv6 addresses only where the cluster has them. Addresses of nodes, Services and earlier pods are not its own.',
  signs: [{
    in: 'log',
    text: /(?:cannot assign requested address|can't assign requested address|address not available|\bEADDRNOTAVAIL\b|(?:Errno|os error) 99\b|address family not supported|\bEAFNOSUPPORT\b|(?:Errno|os error) 97\b)/i,
    weight: 70,
    when: ({ line }) => /\b(?:bind|binding|bound|listen\w*|server)\b|\bsocket\(\)/i.test(`${line.call ?? ''} ${line.text}`) && !/\bconnect/i.test(line.text),
  }],
  fix: () => ({
    do: 'let the program listen on 0.0.0.0, on every address that the pod has; where it needs the address of the pod, pass status.podIP by a variable. A cluster without IPv6 has no `::`',
    typescript: '// of the container: an option of the program, such as --bind=0.0.0.0; envVariables: { POD_IP: EnvValue.fromFieldRef(EnvFieldPaths.POD_IP) }',
    yaml: '# env: [{ name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }]',
  }),
  example: { source: 'log', text: 'listen tcp 10.1.2.3:8080: bind: cannot assign requested address' },
};
