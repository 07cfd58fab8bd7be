/*
 * Tries one thing that a shell cannot try: sysprobe NAME. Exit code 0 where the kernel did it. Static, so that it runs in an
 * image with nothing else.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static int is_root(void) { return geteuid() == 0 ? 0 : -1; }
static int set_uid(void) { return setuid(0); }
static int change_root(void) { return chroot("/"); }
static int mount_tmpfs(void) { return mount("tmpfs", "/mnt", "tmpfs", 0, NULL); }
static int remount_root(void) { return mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL); }
static int make_device(void) { return mknod("/tmp/null", S_IFCHR | 0600, makedev(1, 3)) == 0 ? unlink("/tmp/null") : -1; }
static int raw_socket(void) { return socket(AF_INET, SOCK_RAW, IPPROTO_ICMP); }
static int unshare_user(void) { return unshare(CLONE_NEWUSER); }
static int join_keyring(void) { return syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL); }
static int add_key(void) { return syscall(SYS_add_key, "user", "probe", "x", 1, KEY_SPEC_PROCESS_KEYRING); }

static int bind_port_80(void) {
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(80), .sin_addr.s_addr = htonl(INADDR_ANY) };
  return bind(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&address, sizeof address);
}

/* A node may forbid these two to all, whatever the profile says; a call that makes no sense still shows whether it reaches the kernel. */
static int reached(long result, int refusal) { return result == -1 && errno == refusal ? 0 : -1; }
static int call_bpf(void) { return reached(syscall(SYS_bpf, 100000, NULL, 0), EINVAL); }
static int call_io_uring(void) { return reached(syscall(SYS_io_uring_setup, 1, NULL), EFAULT); }

static const struct { const char *name; int (*attempt)(void); } PROBES[] = {
  { "is-root", is_root }, { "setuid", set_uid }, { "chroot", change_root }, { "mount", mount_tmpfs }, { "remount", remount_root },
  { "mknod", make_device }, { "raw-socket", raw_socket }, { "unshare-user", unshare_user }, { "keyctl", join_keyring },
  { "add-key", add_key }, { "port-80", bind_port_80 }, { "bpf", call_bpf }, { "io-uring", call_io_uring },
};

int main(int count, char **arguments) {
  for (size_t i = 0; count == 2 && i < sizeof PROBES / sizeof *PROBES; i++) {
    if (strcmp(PROBES[i].name, arguments[1]) == 0) {
      if (PROBES[i].attempt() >= 0) {
        return 0;
      }
      perror(arguments[1]);
      return 1;
    }
  }
  fprintf(stderr, "sysprobe: no such probe\n");
  return 2;
}
