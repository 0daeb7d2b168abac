package io.voucherctl.server.cluster.kubelet;

/** A pod's {@code spec.restartPolicy}. */
enum RestartPolicy {
  ALWAYS,
  ON_FAILURE,
  NEVER;

  static RestartPolicy of(String text) {
    return switch (text) {
      case "", "Always" -> ALWAYS;
      case "OnFailure" -> ON_FAILURE;
      case "Never" -> NEVER;
      default -> throw new IllegalArgumentException("unknown restartPolicy \"" + text + "\"");
    };
  }

  boolean restarts(int exitCode) {
    return switch (this) {
      case ALWAYS -> true;
      case ON_FAILURE -> exitCode != 0;
      case NEVER -> false;
    };
  }
}
