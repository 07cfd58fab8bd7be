/* Images for Windows: their users have names, and no numbers. */
import { DockerfileView, outerBase } from './dockerfile';

/** Base images with a shell of Windows. Other images whose names mention Windows may be for Linux. */
const WINDOWS = /(?:^|\/)windows\/|windowsservercore|nanoserver/i;

/** Its images start as ContainerUser. */
const NANO_SERVER = /nanoserver/i;

/** Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context_windows.go (windowsRootUserName) */
const ADMINISTRATOR = /^ContainerAdministrator$/i;

export function isWindowsImage(image: string): boolean {
  return WINDOWS.test(image);
}

/** Whether the image runs on Windows, by the base image of its last stage. */
export function isWindowsStage(view: DockerfileView): boolean {
  return isWindowsImage(outerBase(view));
}

/** Whether a program of Windows starts as a user without privileges unless a USER changes that. */
export function hasUnprivilegedWindowsBase(view: DockerfileView): boolean {
  return NANO_SERVER.test(outerBase(view));
}

/** Whether a user of Windows has all rights in its container, and is refused by a kubelet under `runAsNonRoot`. */
export function isAdministrator(user: string): boolean {
  return ADMINISTRATOR.test(user);
}
