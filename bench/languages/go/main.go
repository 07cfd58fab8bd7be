// Synthesizes Deployments, hardened or plain: `app hardened 200 OUTDIR`.
package main

import (
	"os"
	"strconv"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"
)

func main() {
	defer jsii.Close()
	count, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	app := cdk8s.NewApp(&cdk8s.AppProps{Outdir: jsii.String(os.Args[3])})
	chart := cdk8s.NewChart(app, jsii.String("shop"), nil)
	for number := range count {
		containers := &[]*cdk8splus28.ContainerProps{{
			Image:      jsii.Sprintf("registry.example.com/shop/service-%d@sha256:%064x", number, number),
			PortNumber: jsii.Number(8080),
		}}
		id := jsii.Sprintf("workload-%d", number)
		if os.Args[1] == "hardened" {
			cdk8shardened.NewHardenedDeployment(chart, id, &cdk8shardened.HardenedDeploymentProps{Containers: containers})
		} else {
			cdk8splus28.NewDeployment(chart, id, &cdk8splus28.DeploymentProps{Containers: containers})
		}
	}
	app.Synth()
}
