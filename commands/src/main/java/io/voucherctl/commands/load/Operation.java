package io.voucherctl.commands.load;

/** What a request does, and by which status the target shows that it did. */
public enum Operation {
  /** Validates an issued voucher for a small order. */
  VALIDATE("validate", 200),
  /** Redeems an issued voucher, whose uses never run out. */
  REDEEM("redeem", 200),
  /** Publishes an issued voucher to a customer, by its code. */
  PUBLISH("publish", 200),
  /**
   * Validates a code that nobody issued, each time another one: what a broken integration or a
   * code-guessing script does. That there is no such voucher is the right answer.
   */
  GUESS("guess", 404);

  private final String word;
  private final int success;

  Operation(String word, int success) {
    this.word = word;
    this.success = success;
  }

  /** The status of the expected answer. */
  public int success() {
    return success;
  }

  /** Its place in arrays, from 0: within one run, and stored nowhere. */
  @SuppressWarnings("EnumOrdinal")
  int index() {
    return ordinal();
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return word;
  }
}
