package io.voucherctl.server.cluster;

/** A refusal that the Kubernetes wire format spells as a {@code Status} object. */
final class StatusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;

  /**
   * @param code HTTP status
   * @param reason the machine-readable word: NotFound, AlreadyExists, Conflict, Invalid, Expired
   *     ...
   */
  StatusException(int code, String reason, String message) {
    super(message, null, false, false); // a refusal is an answer: nobody reads its stack
    this.code = code;
    this.reason = reason;
  }

  static StatusException notFound(String resource, String name) {
    return new StatusException(404, "NotFound", resource + " \"" + name + "\" not found");
  }

  static StatusException alreadyExists(String resource, String name) {
    return new StatusException(409, "AlreadyExists", resource + " \"" + name + "\" already exists");
  }

  static StatusException conflict(String resource, String name) {
    return new StatusException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on "
            + resource
            + " \""
            + name
            + "\": the object has been modified; please apply your changes to the latest version");
  }

  int code() {
    return code;
  }

  String reason() {
    return reason;
  }
}
