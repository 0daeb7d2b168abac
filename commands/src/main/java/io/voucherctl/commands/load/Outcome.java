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
  /** No connection could be made for it. */
  REFUSED("refused"),
  /** The connection was reset or closed before the answer was whole, or the answer was no HTTP. */
  RESET("reset"),
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
    return switch (this) {
      case OK, REJECTED, FAILED, TIMEOUT -> true;
      case REFUSED, RESET, DROPPED -> false;
    };
  }

  /** The same, by the word; one that is not ours had one, as far as we know. */
  static boolean hasLatency(String word) {
    for (Outcome outcome : values()) {
      if (outcome.word.equals(word)) {
        return outcome.hasLatency();
      }
    }
    return true;
  }

  /** Its place in arrays, from 0: within one run, and stored nowhere. */
  @SuppressWarnings("EnumOrdinal")
  int index() {
    return ordinal();
  }

  /** As it stands in reports. */
  @Override
  public String toString() {
    return word;
  }
}
