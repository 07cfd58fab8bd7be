/** Texts to begin with. Hardening leaves no finding in the first one. */
export const EXAMPLES: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: 'Deployment without security settings',
    text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27@sha256:6784fb0834aa7dbbe12e3d7471e69c290df3e6ba810dc38b34ae33d3c1c05f7d
          ports:
            - containerPort: 80
          resources:
            requests: { cpu: 50m, memory: 64Mi }
            limits: { cpu: "1", memory: 128Mi }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels: { app: web }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: gateway } } }]
      ports: [{ port: 80 }]
`,
  },
  {
    title: 'Insecure Deployment',
    text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      hostNetwork: true
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 80
          securityContext:
            privileged: true
`,
  },
  {
    title: 'Several documents and waivers',
    text: `apiVersion: v1
kind: Pod
metadata:
  name: agent
  annotations:
    cdk8s-hardened/waivers: |
      [
        {"control": "host-namespaces", "allow": ["hostPID"], "reason": "reads the processes of the node", "owner": "team platform"},
        {"control": "host-ports", "reason": "was needed by the old version", "expires": "2024-12-31"}
      ]
spec:
  hostPID: true
  containers:
    - name: agent
      image: quay.io/prometheus/node-exporter:v1.8.2
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: postgres:17
              command: [pg_dump, -h, database, -f, /backup/shop.sql]
`,
  },
  {
    title: 'Dockerfile',
    text: `FROM node:22
WORKDIR /app
COPY . .
RUN chmod -R 777 /app && npm install
ENV API_TOKEN=0123456789abcdef
EXPOSE 80
CMD npm start
`,
  },
];
