package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{
		Namespace:                 jsii.String("shop"),
		DisableResourceNameHashes: jsii.Bool(true),
	})

	small := &cdk8splus28.ContainerResources{
		Cpu: &cdk8splus28.CpuResources{
			Request: cdk8splus28.Cpu_Millis(jsii.Number(100)),
			Limit:   cdk8splus28.Cpu_Millis(jsii.Number(500)),
		},
		Memory: &cdk8splus28.MemoryResources{
			Request: cdk8s.Size_Mebibytes(jsii.Number(128)),
			Limit:   cdk8s.Size_Mebibytes(jsii.Number(128)),
		},
	}

	cdk8shardened.NewHardenedDeployment(chart, jsii.String("web"), &cdk8shardened.HardenedDeploymentProps{
		Replicas: jsii.Number(2),
		Containers: &[]*cdk8splus28.ContainerProps{{
			Image:      jsii.String("registry.example.com/shop/web:1.4.2"),
			PortNumber: jsii.Number(8080),
			Readiness:  cdk8splus28.Probe_FromTcpSocket(nil),
			Liveness:   cdk8splus28.Probe_FromTcpSocket(nil),
			Resources:  small,
		}},
		// In the image its files belong to this user.
		RunAs: cdk8shardened.RunAs_User(jsii.Number(1000), nil),
		Waivers: &[]*cdk8shardened.Waiver{{
			Controls: jsii.Strings("high-user-id", "high-group-id"),
			Allow:    jsii.Strings("1000"),
			Reason:   jsii.String("the files in the image belong to 1000"),
			Ticket:   jsii.String("SHOP-17"),
		}},
		WritablePaths: &[]cdk8shardened.WritablePath{
			cdk8shardened.WritablePath_FromEmptyDir(jsii.String("/var/cache/web"), &cdk8shardened.WritablePathOptions{
				SizeLimit: cdk8s.Size_Mebibytes(jsii.Number(200)),
			}),
		},
	})

	cdk8shardened.NewHardenedJob(chart, jsii.String("migrate"), &cdk8shardened.HardenedJobProps{
		BackoffLimit: jsii.Number(2),
		Containers: &[]*cdk8splus28.ContainerProps{{
			Image:     jsii.String("registry.example.com/shop/migrate:1.4.2"),
			Resources: small,
		}},
	})

	// What another team maintains is hardened, too.
	cdk8s.NewInclude(chart, jsii.String("agent"), &cdk8s.IncludeProps{Url: jsii.String("agent.yaml")})
	cdk8shardened.Hardening_Of(chart).Apply(&cdk8shardened.ApplyOptions{
		Profile: cdk8shardened.HardeningProfile_HARDENED,
		RunAs:   cdk8shardened.RunAs_User(jsii.Number(65532), nil),
	})

	// Nobody connects to the pods, and they connect to nothing but the DNS.
	cdk8shardened.Hardening_Of(chart).IsolateNetwork()

	// The gate: if anything in the app does not meet "restricted", the synthesis fails.
	cdk8shardened.Hardening_Of(app).Enforce(&cdk8shardened.EnforceOptions{Profile: cdk8shardened.HardeningProfile_PSS_RESTRICTED})

	app.Synth()
}
