import { run } from './support';

// What `doctor -` reads beside objects: the text of kubectl.

const doctor = (input: string | object) => run(['doctor', '-'], { input: typeof input === 'string' ? input : JSON.stringify(input) });

describe('text of `kubectl apply`', () => {
  test.each([
    ['a refusal', 'Error from server (Forbidden): error when creating "pod.yaml": pods "x" is forbidden: violates PodSecurity "restricted:latest": hostPort (container "main" uses hostPort 8080)', ['pod-security-host-ports']],
    ['a warning', 'Warning: would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "main" must set securityContext.allowPrivilegeEscalation=false), runAsUser=0 (pod must not set runAsUser=0)\ndeployment.apps/web created', ['pod-security-allow-privilege-escalation', 'pod-security-run-as-user']],
    ['an invalid object', 'configmap/web created\nThe Pod "x" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "cache"', ['mount-without-volume']],
    ['a list of fields', 'The Deployment "x" is invalid: \n* spec.template.spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/tmp": must be unique\n* spec.template.spec.dnsPolicy: Unsupported value: "first"', ['duplicate-mount-path']],
    ['an unknown field', 'Error from server (BadRequest): error when creating "STDIN": Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.template.spec.hostUser"', ['unknown-field']],
    ['a policy', 'Error from server: error when creating "x.yaml": admission webhook "validate.kyverno.svc-fail" denied the request: \n\nresource Pod/default/x was blocked', ['admission-policy']],
  ])('%s is understood', async (_, text, causes) => {
    const { status, stdout } = await doctor(text);
    expect(status).toBe(1);
    expect([...stdout.matchAll(/cause: ([a-z-]+)/g)].map(([, cause]) => cause)).toEqual(causes);
  });

  test('without a refusal is no input', async () => {
    expect(await doctor('deployment.apps/web configured\nError from server (NotFound): pods "x" not found')).toMatchObject({ status: 2, stderr: [expect.stringContaining('kubectl failed before it sent a workload to the cluster: Error from server (NotFound): pods "x" not found')] });
  });

  test('an error of kubectl itself is printed, and is exit code 2', async () => {
    expect(await doctor('error: the path "x.yaml" does not exist')).toEqual({ status: 2, stdout: '', stderr: [expect.stringContaining('error: the path "x.yaml" does not exist')] });
  });
});

test('an empty list is exit code 2, and says that kubectl found nothing', async () => {
  expect(await doctor({ kind: 'List', items: [] })).toEqual({ status: 2, stdout: '', stderr: [expect.stringContaining('is a list without objects')] });
});
