package io.voucherctl.server.cluster.kubelet;

import java.util.List;
import java.util.Map;

/** How an image becomes a process. Called from any pod's thread. */
public interface ContainerRuntime {
  /**
   * The whole command line. Paths in it must be absolute: the child starts in its container's own
   * directory.
   *
   * @param heapMegabytes the heap that the container's memory limit allows
   * @param args the container's args, variables already expanded
   */
  List<String> argv(String image, int heapMegabytes, List<String> args);

  /** What every child finds in its environment; nothing else is inherited. */
  Map<String, String> environment();
}
