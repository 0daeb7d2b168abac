package io.voucherctl.server.cluster.kubelet;

import java.io.IOException;

/** Starts one run of a container; how it went arrives as {@link Letter}s. */
interface Launcher {
  /**
   * Starts a process for the container.
   *
   * @throws IOException when nothing could be started
   * @throws IllegalArgumentException when the runtime knows no such image
   */
  Run launch(ContainerSpec container, int restartCount) throws IOException;

  /** One running process, with its descendants. Signals to what has ended do nothing. */
  interface Run {
    String id();

    void terminate();

    void kill();
  }
}
