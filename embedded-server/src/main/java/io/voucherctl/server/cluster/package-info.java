/**
 * A small Kubernetes-compatible cluster: the object store and its endpoint, a kubelet whose pods
 * are child processes, the controllers of Deployments and of the sizes of fleets, and the ingress.
 */
@NullMarked
package io.voucherctl.server.cluster;

import org.jspecify.annotations.NullMarked;
