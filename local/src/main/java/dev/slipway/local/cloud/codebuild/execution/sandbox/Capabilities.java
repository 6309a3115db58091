package dev.slipway.local.cloud.codebuild.execution.sandbox;

import java.util.List;

/** What root may do in a build that is not privileged: what a container engine grants by default, without devices and raw sockets. */
final class Capabilities {
    static final List<String> UNPRIVILEGED = List.of(
            "chown",
            "dac_override",
            "fowner",
            "fsetid",
            "kill",
            "net_bind_service",
            "setfcap",
            "setgid",
            "setpcap",
            "setuid",
            "sys_chroot");

    private Capabilities() {}
}
