/**
 * A kubelet whose containers are child processes of this JVM: admission, volumes, probes, restarts
 * with back-off, status, events and logs. Works on the object store alone; what a process is made
 * of comes in as a {@link io.voucherctl.server.cluster.kubelet.ContainerRuntime}.
 */
@NullMarked
package io.voucherctl.server.cluster.kubelet;

import org.jspecify.annotations.NullMarked;
