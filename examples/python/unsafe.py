"""An unsafe setting: the synthesis fails, and the error says what to write."""

from cdk8s import App, Chart
from cdk8s_hardened import HardenedDeployment
from cdk8s_plus_28 import ContainerProps, ContainerSecurityContextProps

app = App()
chart = Chart(app, "shop", disable_resource_name_hashes=True)

HardenedDeployment(
    chart,
    "web",
    containers=[
        ContainerProps(
            image="registry.example.com/shop/web:1.4.2",
            port_number=8080,
            security_context=ContainerSecurityContextProps(read_only_root_filesystem=False),
        ),
    ],
)

try:
    app.synth()
except RuntimeError as error:
    print(error)
