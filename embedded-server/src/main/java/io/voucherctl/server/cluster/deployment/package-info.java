/**
 * The controllers of Deployments and ReplicaSets: what should run becomes pods in the object store.
 * Knows no processes; a kubelet runs the pods.
 */
@NullMarked
package io.voucherctl.server.cluster.deployment;

import org.jspecify.annotations.NullMarked;
