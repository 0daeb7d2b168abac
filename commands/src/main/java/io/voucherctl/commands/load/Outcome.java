package io.voucherctl.commands.load;

/** How a request ended. Closed: every offered request ends in exactly one of these. */
public enum Outcome {
  /** Answered as expected. */
  OK("ok"),
  /** Answered 429: the limiter did its job. */
  REJECTED("rejected"),
  /** Answered with any other status. */
  FAILED("failed"),
  /** Not answered within the timeout. */
  TIMEOUT("timeout"),
  /** Connection refused, reset, or closed before the answer was whole. */
  CONNECT_ERROR("connectError"),
  /** Never sent: too many requests of this tenant were in flight. */
  DROPPED("dropped");

  private static final int TOO_MANY_REQUESTS = 429;

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  static Outcome of(int status, Operation operation) {
    if (status == operation.success()) {
      return OK;
    }
    return status == TOO_MANY_REQUESTS ? REJECTED : FAILED;
  }

  /**
   * True when the request had a response time: it was answered, or it waited in vain. A refused
   * connection has none, and would flatter the percentiles.
   */
  boolean hasLatency() {
    return this != CONNECT_ERROR && this != DROPPED;
  }

  /** As it stands in reports. */
  @Override
  public String toString() {
    return word;
  }
}
