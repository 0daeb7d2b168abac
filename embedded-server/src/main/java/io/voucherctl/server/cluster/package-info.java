/**
 * A small Kubernetes-compatible cluster: the object store and its endpoint, a kubelet whose pods
 * are child processes, the Deployment controller and the ingress.
 */
@NullMarked
package io.voucherctl.server.cluster;

import org.jspecify.annotations.NullMarked;
