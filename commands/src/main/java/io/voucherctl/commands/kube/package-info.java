/**
 * Strict kubeconfig and the Kubernetes client made from it: never a cluster that was not named,
 * never a hang.
 */
@NullMarked
package io.voucherctl.commands.kube;

import org.jspecify.annotations.NullMarked;
