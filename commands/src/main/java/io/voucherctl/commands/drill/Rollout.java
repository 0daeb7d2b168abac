package io.voucherctl.commands.drill;

import java.time.Duration;

/** Changing a running Deployment: the port through which the drill mitigates. */
interface Rollout {
  /** Takes arguments off a container, which rolls new pods out; returns the change in words. */
  String dropArguments(String deployment, String container, String... arguments);

  String scale(String deployment, int replicas);

  /** False when the Deployment is not completely rolled out in time. */
  boolean awaitComplete(String deployment, Duration limit) throws InterruptedException;
}
