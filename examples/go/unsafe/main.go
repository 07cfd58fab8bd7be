// An unsafe setting: the synthesis fails, and the error says what to write.
package main

import (
	"fmt"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{DisableResourceNameHashes: jsii.Bool(true)})

	cdk8shardened.NewHardenedDeployment(chart, jsii.String("web"), &cdk8shardened.HardenedDeploymentProps{
		Containers: &[]*cdk8splus28.ContainerProps{{
			Image:           jsii.String("registry.example.com/shop/web:1.4.2"),
			PortNumber:      jsii.Number(8080),
			SecurityContext: &cdk8splus28.ContainerSecurityContextProps{ReadOnlyRootFilesystem: jsii.Bool(false)},
		}},
	})

	defer func() {
		fmt.Println(recover())
	}()
	app.Synth()
}
