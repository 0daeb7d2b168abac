package io.voucherctl.server.http;

import java.util.Arrays;

/**
 * Puts header lines together, name by name, out of pieces of their values: without a string in
 * between, for what every answer says. One thread.
 */
public final class HeaderWriter {
  private static final int MOST_DIGITS = 20;

  private final HeaderNames names;
  private final int[] values;
  private byte[] bytes;
  private int line;
  private int at;

  /** With room for values of so many bytes; it grows when that is not enough. */
  HeaderWriter(HeaderNames names, int room) {
    this.names = names;
    this.values = new int[2 * names.size()];
    this.bytes = new byte[names.room() + room];
    begin();
  }

  private void begin() {
    if (line < names.size()) {
      put(names.begin(line));
      values[2 * line] = at;
    }
  }

  /** One more piece of the value. */
  public HeaderWriter text(HeaderText text) {
    put(text.bytes());
    return this;
  }

  /** A number in decimal digits as one more piece of the value. */
  public HeaderWriter number(long number) {
    if (number < 0) {
      return text(HeaderText.of(Long.toString(number)));
    }
    room(MOST_DIGITS);
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    at += digits;
    return this;
  }

  /** The value is complete; the next name's follows. */
  public HeaderWriter end() {
    values[2 * line + 1] = at;
    room(2);
    bytes[at++] = '\r';
    bytes[at++] = '\n';
    line++;
    begin();
    return this;
  }

  /** All lines; IllegalStateException when a name has none. The writer is done. */
  public HeaderLines lines() {
    if (line != names.size()) {
      throw new IllegalStateException("no value for " + names.name(line));
    }
    return new HeaderLines(names, values, bytes, at);
  }

  private void put(byte[] some) {
    room(some.length);
    System.arraycopy(some, 0, bytes, at, some.length);
    at += some.length;
  }

  private void room(int more) {
    if (at + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(at + more, bytes.length * 2));
    }
  }
}
