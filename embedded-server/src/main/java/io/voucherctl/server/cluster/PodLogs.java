package io.voucherctl.server.cluster;

import java.nio.file.Path;
import java.util.List;

/** Where the output of containers is kept. Called on virtual threads; may block. */
@FunctionalInterface
public interface PodLogs {
  /**
   * Which output is wanted.
   *
   * @param previous the run before the latest one
   */
  record Run(String namespace, String pod, String uid, String container, boolean previous) {}

  /**
   * The files of a run, oldest first; empty when it has none. A file that is full may be renamed
   * and begun anew: readers keep what they opened and follow the last path.
   */
  List<Path> files(Run run);
}
