package io.voucherctl.commands.load;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Codes that nobody issued and nobody asked for before, in this process or another. Any thread. */
final class FreshCodes {
  private final String prefix;
  private final AtomicLong next = new AtomicLong();

  FreshCodes(RandomGenerator random) {
    String nonce = Long.toUnsignedString(random.nextLong(), 36).toUpperCase(Locale.ROOT);
    this.prefix = "GUESS-" + nonce + "-";
  }

  String next() {
    return prefix + next.getAndIncrement();
  }
}
