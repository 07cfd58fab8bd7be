from cdk8s import App, Chart, Include, Size
from cdk8s_hardened import HardenedDeployment, HardenedJob, Hardening, HardeningProfile, RunAs, Waiver, WritablePath
from cdk8s_plus_28 import ContainerProps, ContainerResources, Cpu, CpuResources, MemoryResources, Probe

app = App()
chart = Chart(app, "shop", namespace="shop", disable_resource_name_hashes=True)

small = ContainerResources(
    cpu=CpuResources(request=Cpu.millis(100), limit=Cpu.millis(500)),
    memory=MemoryResources(request=Size.mebibytes(128), limit=Size.mebibytes(128)),
)

HardenedDeployment(
    chart,
    "web",
    replicas=2,
    containers=[
        ContainerProps(
            image="registry.example.com/shop/web:1.4.2",
            port_number=8080,
            readiness=Probe.from_tcp_socket(),
            liveness=Probe.from_tcp_socket(),
            resources=small,
        ),
    ],
    # In the image its files belong to this user.
    run_as=RunAs.user(1000),
    waivers=[
        Waiver(
            controls=["high-user-id", "high-group-id"],
            allow=["1000"],
            reason="the files in the image belong to 1000",
            ticket="SHOP-17",
        ),
    ],
    writable_paths=[WritablePath.from_empty_dir("/var/cache/web", size_limit=Size.mebibytes(200))],
)

HardenedJob(
    chart,
    "migrate",
    backoff_limit=2,
    containers=[
        ContainerProps(
            image="registry.example.com/shop/migrate:1.4.2",
            resources=small,
        ),
    ],
)

# What another team maintains is hardened, too.
Include(chart, "agent", url="agent.yaml")
Hardening.of(chart).apply(profile=HardeningProfile.HARDENED, run_as=RunAs.user(65532))

# Nobody connects to the pods, and they connect to nothing but the DNS.
Hardening.of(chart).isolate_network()

# The gate: if anything in the app does not meet "restricted", the synthesis fails.
Hardening.of(app).enforce(profile=HardeningProfile.PSS_RESTRICTED)

app.synth()
