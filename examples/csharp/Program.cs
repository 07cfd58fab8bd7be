using Cdk8sHardened;
using Org.Cdk8s;
using Org.Cdk8s.Plus28;

var app = new App();
var chart = new Chart(app, "shop", new ChartProps { Namespace = "shop", DisableResourceNameHashes = true });

var small = new ContainerResources
{
    Cpu = new CpuResources { Request = Cpu.Millis(100), Limit = Cpu.Millis(500) },
    Memory = new MemoryResources { Request = Size.Mebibytes(128), Limit = Size.Mebibytes(128) },
};

new HardenedDeployment(chart, "web", new HardenedDeploymentProps
{
    Replicas = 2,
    Containers = new[]
    {
        new ContainerProps
        {
            Image = "registry.example.com/shop/web:1.4.2",
            PortNumber = 8080,
            Readiness = Probe.FromTcpSocket(),
            Liveness = Probe.FromTcpSocket(),
            Resources = small,
        },
    },
    // In the image its files belong to this user.
    RunAs = RunAs.User(1000),
    Waivers = new[]
    {
        new Waiver
        {
            Controls = new[] { "high-user-id", "high-group-id" },
            Allow = new[] { "1000" },
            Reason = "the files in the image belong to 1000",
            Ticket = "SHOP-17",
        },
    },
    WritablePaths = new[] { WritablePath.FromEmptyDir("/var/cache/web", new WritablePathOptions { SizeLimit = Size.Mebibytes(200) }) },
});

new HardenedJob(chart, "migrate", new HardenedJobProps
{
    BackoffLimit = 2,
    Containers = new[]
    {
        new ContainerProps
        {
            Image = "registry.example.com/shop/migrate:1.4.2",
            Resources = small,
        },
    },
});

// What another team maintains is hardened, too.
new Include(chart, "agent", new IncludeProps { Url = "agent.yaml" });
Hardening.Of(chart).Apply(new ApplyOptions { Profile = HardeningProfile.HARDENED, RunAs = RunAs.User(65532) });

// Nobody connects to the pods, and they connect to nothing but the DNS.
Hardening.Of(chart).IsolateNetwork();

// The gate: if anything in the app does not meet "restricted", the synthesis fails.
Hardening.Of(app).Enforce(new EnforceOptions { Profile = HardeningProfile.PSS_RESTRICTED });

app.Synth();
