"""Synthesizes Deployments, hardened or plain: `python app.py hardened 200 OUTDIR`."""

import sys

from cdk8s import App, Chart
from cdk8s_plus_28 import ContainerProps, Deployment

kind, count, outdir = sys.argv[1:]
if kind == "hardened":
    from cdk8s_hardened import HardenedDeployment as Deployment  # type: ignore[no-redef,assignment]

app = App(outdir=outdir)
chart = Chart(app, "shop")
for number in range(int(count)):
    image = f"registry.example.com/shop/service-{number}@sha256:{number:064x}"
    Deployment(chart, f"workload-{number}", containers=[ContainerProps(image=image, port_number=8080)])
app.synth()
